// An end of the stand-in with words and an exit code, as docker itself would have ended.

export class CommandFailed extends Error {
  override readonly name = 'CommandFailed'
  readonly exitCode: number

  /** @param exitCode 1 for what the lab refuses, 125 for a line that cannot be read, as docker has it */
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
