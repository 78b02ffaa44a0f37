// The course of watching: what is saved or asked for is graded, one batch after another, and what runs is dropped at once when
// something is saved. It knows neither labs nor terminals.
import type { ExerciseResult, GradeResult } from '#harness/results/result.ts'
import type { Changed } from './changes.ts'
import { Queue } from './queue.ts'
import type { Seen } from './screen.ts'

export interface Batch {
  exercises: string[]
  /** undefined for a new one. */
  seed: string | undefined
  signal: AbortSignal
  onChange: (result: GradeResult, running: ReadonlyMap<string, string>) => void
}

export interface SessionOptions {
  /** All that are watched, in order. */
  exercises: readonly string[]
  /** Grades a batch; resolves soon after its signal. @returns words for the person where it could not be graded */
  grade: (batch: Batch) => Promise<string | undefined>
  /** Something is to be shown. */
  onShow: () => void
  /** A batch has ended, and was not dropped. */
  onEnd: (batch: Pick<Batch, 'exercises'>) => void
}

export class Session {
  readonly #options: SessionOptions
  readonly #queue: Queue
  readonly #results = new Map<string, ExerciseResult>()
  #running: ReadonlyMap<string, string> = new Map()
  #batch: string[] = []
  #current: AbortController | undefined
  /** What the next batch is to be graded with. */
  #seed: string | undefined
  #last: { exercises: string[]; seed: string | undefined } = { exercises: [], seed: undefined }
  /** Something has been saved, and it is not known yet what all. */
  #saving = false
  #trouble: string | undefined
  #ended = false
  #wake = Promise.withResolvers<void>()

  constructor(options: SessionOptions) {
    this.#options = options
    this.#queue = new Queue(options.exercises)
  }

  get seen(): Seen {
    return {
      exercises: this.#options.exercises,
      results: this.#results,
      running: this.#running,
      waiting: new Set([...this.#queue.all, ...this.#batch.filter(id => !this.#running.has(id))]),
    }
  }

  /** Why the last batch could not be graded. */
  get trouble(): string | undefined {
    return this.#trouble
  }

  get passed(): boolean {
    return this.#options.exercises.every(id => this.#results.get(id)?.verdict === 'passed')
  }

  /** Works until {@link end}. */
  async run(): Promise<void> {
    while (!this.#ended) {
      const exercises = this.#saving ? [] : this.#queue.take()
      if (exercises.length > 0) await this.#grade(exercises)
      else {
        await this.#wake.promise
        this.#wake = Promise.withResolvers()
      }
    }
  }

  /** Something is being saved: what runs is graded in vain. */
  onSave(): void {
    this.#saving = true
    this.#current?.abort()
    this.#options.onShow()
  }

  onChanged(changed: Changed): void {
    this.#saving = false
    this.#next(changed === 'all' ? this.#options.exercises : changed)
  }

  all(): void {
    this.#next(this.#options.exercises)
  }

  failed(): void {
    this.#next(this.#options.exercises.filter(id => this.#results.get(id)?.verdict !== 'passed'))
  }

  /** The last batch. */
  again({ sameSeed }: { sameSeed: boolean }): void {
    this.#next(this.#last.exercises, sameSeed ? this.#last.seed : undefined)
  }

  end(): void {
    this.#ended = true
    this.#current?.abort()
    this.#wake.resolve()
  }

  /** Instead of what runs. */
  #next(exercises: Iterable<string>, seed?: string): void {
    this.#current?.abort()
    this.#seed = seed
    this.#queue.push(exercises)
    this.#wake.resolve()
    this.#options.onShow()
  }

  async #grade(exercises: string[]): Promise<void> {
    const current = new AbortController()
    const seed = this.#seed
    this.#seed = undefined
    this.#current = current
    this.#batch = exercises
    this.#last = { exercises, seed }
    this.#options.onShow()
    const left = new Set(exercises)
    this.#trouble = await this.#options.grade({
      exercises,
      seed,
      signal: current.signal,
      onChange: (result, running) => {
        if (current.signal.aborted) return
        this.#last.seed = result.seed
        this.#running = new Map(running)
        for (const exercise of result.exercises) {
          this.#results.set(exercise.id, exercise)
          if (!running.has(exercise.id)) left.delete(exercise.id)
        }
        this.#batch = [...left]
        this.#options.onShow()
      },
    })
    this.#current = undefined
    this.#running = new Map()
    this.#batch = []
    if (current.signal.aborted) this.#queue.putBack(left)
    else this.#options.onEnd({ exercises })
    this.#options.onShow()
  }
}
