// What every word that waits knows of the check that it waits in, without being handed it: whether the check has been given up, and
// who is told for what it waits. One exercise runs at a time in a process, one check of it at a time.
import { AsyncLocalStorage } from 'node:async_hooks'

export interface Waiting {
  /** What has to come true. */
  what: string
  waitedMs: number
  /** Milliseconds until the wait is given up, unless something moves before. */
  leftMs: number
  /** How many times longer than usual it may take, because this machine is slow or busy: 1 where it is not. */
  stretch: number
}

export interface CheckContext {
  /** Aborted when the check is given up: it must act no more. */
  signal: AbortSignal
  onWaiting?: ((waiting: Waiting) => void) | undefined
  /** Told at the end of a wait that was one. */
  onWaited?: ((waited: Waited) => void) | undefined
}

export interface Waited {
  ms: number
  /** What was seen last that was not right yet. */
  last: string
  held: boolean
}

const running = new AsyncLocalStorage<CheckContext>()

export const inCheck = <T>(context: CheckContext, body: () => Promise<T>): Promise<T> =>
  running.run(context, body)

/** @throws the reason for which the check was given up, if it was */
export function goOn(): void {
  running.getStore()?.signal.throwIfAborted()
}

export function tellWaiting(waiting: Waiting): void {
  running.getStore()?.onWaiting?.(waiting)
}

export function tellWaited(waited: Waited): void {
  running.getStore()?.onWaited?.(waited)
}

/** A word of the suites' language that acts no more once its check has been given up. */
export function acting<A extends unknown[], R>(word: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    goOn()
    return word(...args)
  }
}
