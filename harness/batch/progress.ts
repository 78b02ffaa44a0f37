// What is told while a class is graded: how much is done, what runs, and how long the rest takes.
import { formatDuration, formatPoints, plural } from '#harness/results/format.ts'
import { firstLine } from '#harness/results/printable.ts'
import { symbolOf } from '#harness/results/symbols.ts'
import type { Row, RowVerdict } from './class-result.ts'
import { makeEstimate } from './estimate.ts'
import type { Order } from './order.ts'

export interface ProgressOptions {
  /** Hand-ins in all. */
  all: number
  /** Side by side; undefined where nobody knows, and what was done by when must tell. */
  labs: number | undefined
  /** A line that stays. */
  print: (line: string) => void
  /** The line that is written over and over. */
  tell: (line: string) => void
}

export class Progress {
  readonly #options: ProgressOptions
  readonly #estimate = makeEstimate()
  readonly #left = new Map<string, number>()
  readonly #running = new Set<Order>()
  readonly #counts = new Map<RowVerdict, number>()
  #done = 0
  #began: number | undefined
  #workMs = 0

  constructor(options: ProgressOptions) {
    this.#options = options
  }

  expect(exercise: string): void {
    this.#left.set(exercise, (this.#left.get(exercise) ?? 0) + 1)
  }

  began(order: Order): void {
    this.#running.add(order)
    this.#began ??= performance.now()
    this.#show()
  }

  ended(order: Order, ms: number | undefined): void {
    this.#running.delete(order)
    this.#left.set(order.exercise, (this.#left.get(order.exercise) ?? 1) - 1)
    if (ms !== undefined) {
      this.#estimate.record(order.exercise, ms)
      this.#workMs += ms
    }
    this.#show()
  }

  /** A hand-in is whole. @param quiet it has been so before this run */
  whole(row: Row, { quiet = false } = {}): void {
    this.#done++
    this.#counts.set(row.verdict, (this.#counts.get(row.verdict) ?? 0) + 1)
    if (quiet) return
    const symbol = symbolOf(row.verdict === 'refused' ? 'undetermined' : row.verdict)
    const why = row.why === undefined ? '' : `  ${firstLine(row.why)}`
    this.#options.print(
      `${symbol} ${`${this.#done}/${this.#options.all}`.padStart(9)}  ${row.folder}  ${formatPoints(row)}  ${row.verdict}${why}${this.#time()}`,
    )
    this.#show()
  }

  /** Milliseconds; undefined before anything has been graded. */
  get remaining(): number | undefined {
    const seen = this.#workMs / (performance.now() - (this.#began ?? 0))
    return this.#estimate.remaining(this.#left, this.#options.labs ?? Math.max(0.1, seen))
  }

  get summary(): string {
    const parts = [...this.#counts].map(([verdict, count]) => `${count} ${verdict}`)
    return `${this.#done} of ${plural(this.#options.all, 'submission')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
  }

  #time(): string {
    const ms = this.remaining
    return ms === undefined || ms === 0 ? '' : `  (about ${formatDuration(ms)} left)`
  }

  #show(): void {
    const running = [...new Set([...this.#running].map(({ exercise }) => exercise))].join(', ')
    this.#options.tell(`${this.summary}; now ${running || 'nothing'}${this.#time()}`)
  }
}
