// Ctrl-C, SIGTERM and SIGHUP end a grade in order. A terminal sends Ctrl-C to every process of the command at once, and a launcher
// passes it on as well: what comes twice within a moment was meant once.

export interface Interruption {
  /** Aborted once the grade is to end. */
  readonly signal: AbortSignal
  /** Resolves then. */
  readonly arrived: Promise<'interrupted'>
  /** A signal that came some other way, such as from the launcher of a grade in namespaces. */
  onSignal(name: string): void
  /** Listens no more. */
  stop(): void
}

interface Options {
  /** Called when somebody does not want to wait for the end in order. */
  hurry(): void
  /** Milliseconds that only ever grow. */
  clock?: () => number
  source?: Pick<NodeJS.Process, 'on' | 'off'>
}

/** As long as a loaded machine may take to pass a signal on; whoever presses the keys again means it after this. */
const SAME_MS = 1500

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export function listenForInterruption({
  hurry,
  clock = () => performance.now(),
  source = process,
}: Options): Interruption {
  const controller = new AbortController()
  let first: number | undefined
  const onSignal = (name: string): void => {
    if (first === undefined) {
      first = clock()
      controller.abort(name)
    } else if (clock() - first > SAME_MS) hurry()
  }
  for (const signal of SIGNALS) source.on(signal, onSignal)
  const { signal } = controller
  return {
    signal,
    arrived: new Promise(resolve => signal.addEventListener('abort', () => resolve('interrupted'))),
    onSignal,
    stop: () => {
      for (const each of SIGNALS) source.off(each, onSignal)
    },
  }
}

/** An end that somebody else decides, who has heard the signals. */
export function interruptedBy(signal: AbortSignal): Interruption {
  return {
    signal,
    arrived: new Promise(resolve => {
      if (signal.aborted) resolve('interrupted')
      else signal.addEventListener('abort', () => resolve('interrupted'))
    }),
    onSignal: () => {},
    stop: () => {},
  }
}
