// What is in place before anything else is loaded: whatever goes wrong in the grader itself ends with exit code 2, never with
// Node's own 1, which says that a submission failed. It imports nothing, so that nothing can fail before it.

/** Output that nobody reads any more (`| head`, a terminal that was closed): the work goes on, its reports are files. */
const NOBODY_READS = new Set(['EPIPE', 'EIO', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'EOF'])

let passedOn: number | undefined

/** The exit code is that of a command which somebody else wrote, and means what they meant by it. */
export function passOn(code: number): void {
  passedOn = code
  process.exitCode = code
}

/** Call it once, first of all. */
export function installLastResort(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (!NOBODY_READS.has(error.code ?? '')) giveUp(error)
    })
  }
  process.on('uncaughtException', error => {
    // While a check runs, what a client library throws past its promises is that check's; it listens for it.
    if (process.listenerCount('uncaughtException') === 1) giveUp(error)
  })
  process.on('exit', () => {
    // Node has codes of its own, such as 13 for work that was never finished.
    if (passedOn === undefined && ![0, 1, 2].includes(Number(process.exitCode ?? 0))) process.exitCode = 2
  })
}

/** Says what happened, as far as anybody can still be told, and ends. */
export function giveUp(error: unknown): never {
  try {
    process.stderr.write(`The grader itself failed; this is no fault of the submission.\n${textOf(error)}\n`)
  } finally {
    process.exit(2)
  }
}

/** Anything can be thrown, also what cannot be made a text. */
function textOf(error: unknown): string {
  try {
    return error instanceof Error ? (error.stack ?? error.message) : String(error)
  } catch {
    return 'something that cannot be printed was thrown'
  }
}
