// Orders to labs side by side. A lab that breaks is replaced, and its order goes to another one: three times, then the reason is
// the result.
import type { ExerciseResult } from '#harness/results/result.ts'
import { type Lab, LabLost, type Order } from './order.ts'

/** As often an order is given out, unless somebody else sees to that. */
const TRIES = 3

/** So many labs in a row that do not even come up: the next one will not, either. */
const UNOPENED = 3

export interface DispatchOptions {
  labs: number
  tries?: number | undefined
  openLab: () => Lab
  /** The next order; undefined when there is none left. */
  next: () => Promise<Order | undefined>
  onBegin?: (order: Order) => void
  /**
   * @param outcome undefined where every lab broke
   * @param reasons why earlier labs broke, or could not judge
   * @param ms that a lab was busy with it
   */
  onResult: (
    order: Order,
    outcome: ExerciseResult | undefined,
    reasons: string[],
    ms: number,
  ) => Promise<void>
  /** Aborted when the run is to end: what is under way is dropped. */
  signal: AbortSignal
}

/** @throws LabLost where no lab comes up, or whatever `onResult` throws; no lab is left over then, either */
export async function dispatch(options: DispatchOptions): Promise<void> {
  const { labs, signal } = options
  const stop = new AbortController()
  const all = AbortSignal.any([signal, stop.signal])
  const shared = { again: [] as Again[], unopened: 0 }
  const slots = Array.from({ length: labs }, () =>
    runSlot({ ...options, signal: all }, shared).catch(error => {
      stop.abort(error)
      throw error
    }),
  )
  const ended = await Promise.allSettled(slots)
  const failed = ended.find(each => each.status === 'rejected')
  if (failed) throw failed.reason
}

interface Again {
  order: Order
  reasons: string[]
}

async function runSlot(
  options: DispatchOptions,
  shared: { again: Again[]; unopened: number },
): Promise<void> {
  const { openLab, next, onBegin, onResult, signal, tries = TRIES } = options
  let lab: Lab | undefined
  const close = (): Promise<void> => {
    const old = lab
    lab = undefined
    return old?.close() ?? Promise.resolve()
  }
  const onAbort = (): void => void close()
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      const given = shared.again.shift() ?? (await firstTry(next))
      if (!given || signal.aborted) return
      const { order, reasons } = given
      onBegin?.(order)
      const began = performance.now()
      lab ??= openLab()
      let outcome: ExerciseResult | undefined
      try {
        outcome = await lab.gradeOne(order)
        shared.unopened = 0
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof LabLost)) throw error
        await close()
        if (error.unopened && ++shared.unopened >= UNOPENED) throw error
        reasons.push(error.message)
      }
      if (signal.aborted) return
      if (outcome?.verdict === 'undetermined') {
        // It may be the lab: another one has another try.
        await close()
        if (tries > 1) reasons.push(reasonOf(outcome))
      }
      if (
        (outcome === undefined || outcome.verdict === 'undetermined') &&
        reasons.length < tries &&
        tries > 1
      )
        shared.again.push({ order, reasons })
      else await onResult(order, outcome, reasons, performance.now() - began)
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    await close()
  }
}

async function firstTry(next: () => Promise<Order | undefined>): Promise<Again | undefined> {
  const order = await next()
  return order && { order, reasons: [] }
}

function reasonOf(result: ExerciseResult): string {
  const check = result.checks.find(({ status }) => status === 'harness-error')
  return check
    ? `${check.id}: ${check.message ?? 'could not be judged'}`
    : 'it could not be judged to its end'
}
