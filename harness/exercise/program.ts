// A suite's view of the submission's programs: started by name, with what went wrong already put into words.
import { excerpt } from '#harness/excerpt/excerpt.ts'
import { patient } from '#harness/host/patience.ts'
import { NoMainClass } from '#harness/submission/jar-command.ts'
import { ProgramAmbiguous, ProgramMissing } from '#harness/submission/resolve-program.ts'
import type { Ended, RunningProgram } from '#harness/submission/run-program.ts'
import type { StartOptions, Workspace } from '#harness/submission/workspace.ts'
import { goOn } from './check-context.ts'
import { fail } from './check-failed.ts'
import { hintFor } from './hints.ts'
import { toldEnd } from './how-it-ended.ts'

export interface RunOptions extends StartOptions {
  /** Lines (or all) of standard input; empty without it. */
  input?: string
  /** Seconds on a machine of the usual speed. */
  limit?: number
}

export interface Finished {
  name: string
  end: Ended
  stdout: string
  stderr: string
  stdoutCut: boolean
  /** Its limit in seconds, on a machine of the usual speed. */
  limit?: number
  /** Folders whose paths say nothing to the reader. */
  places?: RunningProgram['places']
}

/** A started program, as checks pass it on to each other. */
export type RunningStep = RunningProgram

export class Program {
  readonly name: string
  readonly #workspace: Workspace
  readonly #beforeStart: () => Promise<(program: RunningProgram) => void>

  /** @param beforeStart is waited for before each start; what it answers is told what was started */
  constructor(
    workspace: Workspace,
    name: string,
    beforeStart: () => Promise<(program: RunningProgram) => void>,
  ) {
    this.#workspace = workspace
    this.name = name
    this.#beforeStart = beforeStart
  }

  /** Starts it and leaves it running; its standard input is empty unless it `reads`. */
  async start({
    reads = false,
    ...options
  }: StartOptions & { reads?: boolean } = {}): Promise<RunningProgram> {
    goOn()
    const started = await this.#beforeStart()
    try {
      const running = await this.#workspace.start(this.name, options)
      if (!reads) running.closeInput()
      started(running)
      return running
    } catch (error) {
      const ours = !(
        error instanceof ProgramMissing ||
        error instanceof ProgramAmbiguous ||
        error instanceof NoMainClass
      )
      if (ours) throw error
      return fail({ message: error.message, expected: `exactly one program named ${this.name}` })
    }
  }

  /** Runs it to its end, whatever its exit code; one that is too slow is killed. */
  async run({ input, limit = 60, ...options }: RunOptions = {}): Promise<Finished> {
    const running = await this.start({ ...options, reads: true })
    // Its time begins now: one that does not read has no more of it.
    void running.write(input ?? '').then(() => running.closeInput())
    const end = await running.wait(patient(limit * 1000))
    return {
      name: this.name,
      end,
      stdout: running.stdout,
      stderr: running.stderr,
      stdoutCut: running.stdoutCut,
      limit,
      places: running.places,
    }
  }

  /** Runs it to its end and fails the check unless that is exit code 0. */
  async succeeds(options: RunOptions = {}): Promise<Finished> {
    const finished = await this.run(options)
    exitedCleanly(finished)
    return finished
  }
}

export function exitedCleanly(finished: Finished, hint?: string): void {
  const { name, end, stdout, stderr, limit } = finished
  if (end.exitCode === 0 && end.by === 'itself') return
  fail({
    message: `${name} did not succeed: ${toldEnd(end, limit)}`,
    expected: end.timedOut && limit !== undefined ? `exit code 0 within ${limit} s` : 'exit code 0',
    hint: hint ?? hintFor(`${stdout}\n${stderr}`, end),
    deadline: end.timedOut,
    evidence: printed(finished),
  })
}

/** What it printed, as evidence: the parts that tell the cause. */
export function printed({
  name,
  stdout,
  stderr,
  places = [],
}: Pick<Finished, 'name' | 'stdout' | 'stderr' | 'places'>): { source: string; text: string }[] {
  return [
    { source: `${name}, standard output`, text: excerpt(stdout, { places }) },
    { source: `${name}, standard error`, text: excerpt(stderr, { places }) },
  ].filter(({ text }) => text !== '')
}

/** Fails the check when a long-running program has exited by itself. */
export function stillRunning(program: RunningProgram): void {
  const { end } = program
  if (!end) return
  fail({
    message: `${program.name} exited by itself (${toldEnd(end)}) while it was still needed`,
    expected: `${program.name} keeps running`,
    hint: hintFor(`${program.stdout}\n${program.stderr}`, end),
    evidence: printed(program),
  })
}
