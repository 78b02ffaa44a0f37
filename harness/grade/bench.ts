import type { Waiting } from '#harness/exercise/check-context.ts'
import { evidenceOf } from '#harness/exercise/evidence-of.ts'
import type { Check, Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { Random } from '#harness/exercise/random.ts'
import { runExercise } from '#harness/exercise/run-exercise.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { UserError } from '#harness/host/user-error.ts'
import type { Lab } from '#harness/lab/lab.ts'
import type { Keep, KeptFile } from '#harness/results/kept.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import type { CleanLab, UsedLab } from './lab-turns.ts'
import { type Act, onLab } from './on-lab.ts'
import { openCleanLab } from './open-clean-lab.ts'

export interface BenchOptions {
  runtime: Runtime
  seed: string
  open: () => Promise<Lab>
  /** How far the programs of a submission are shut in; `none` where this process is not in namespaces of its own. */
  isolation: Isolation
  /** Where the reports go: programs must not find them. */
  reports: string
  /** It waits for work, maybe for long: there is always a lab, and one that broke meanwhile is replaced. */
  stays?: boolean
}

/** What of a bench's options may be another one for a single exercise. */
export type OrderPlace = Partial<Pick<BenchOptions, 'isolation' | 'reports'>>

interface Visit {
  id: string
  act: Act
}

export interface ExerciseEvents {
  onBegin?: (check: Check) => void
  onCheck: (judged: Judged) => void
  onNote?: (note: string) => void
  /** Told now and then while a check waits. */
  onWaiting?: (waiting: Waiting) => void
  /** Told what happened so far, after each check and at the end. */
  onTimeline?: (timeline: Timeline) => void
  /** Whether evidence is to be left in the folder of the reports. */
  keep?: Keep | undefined
  /** Told what has been kept. */
  onKept?: (files: KeptFile[]) => void
  /** Told that the exercise begins anew, and why: what has been told of it is void. */
  onAgain?: (why: string) => void
  /** Told how a lane ended under the exercise, in place of harness errors. */
  onLost?: (how: string) => void
  /** Aborted when the grade is to end: what is judged after that is of no use. */
  signal?: AbortSignal
  /** Probably nothing comes after it: the lab is put in order only when it is needed again. */
  last?: boolean
}

export class Bench {
  readonly phases: Record<string, number> = {}
  readonly #options: BenchOptions
  readonly #keeper = startKeeper()
  /** The lab that there is, or that is being opened or put in order. */
  #next: Promise<CleanLab> | undefined
  /** Left by an exercise that was thought to be the last. */
  #left: { used: UsedLab; exercise: string } | undefined
  #inUse: UsedLab | undefined
  /** Why there is another lab than the exercise before had. */
  #replaced: string | undefined
  #closed: Promise<void> | undefined

  constructor(options: BenchOptions) {
    this.#options = options
    // The lab comes up while the submission is being read.
    this.#prepare(this.#open())
  }

  /**
   * The lab, once it is up: for whoever only wants to know about it.
   *
   * @throws the reason for which it does not open
   */
  async ready(): Promise<Lab> {
    this.#next ??= this.#open()
    return (await this.#next).lab
  }

  /** Runs one exercise; a lab that does not open, or fails under it, makes its remaining checks harness errors. */
  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed = this.#options.seed,
    place: OrderPlace = {},
  ): Promise<void> {
    const open = new Map(exercise.declare().map(check => [check.id, check]))
    const onCheck = (judged: Judged): void => {
      open.delete(judged.id)
      events.onCheck(judged)
    }
    try {
      const told = { ...events, onCheck }
      const keep = events.keep && { which: events.keep, reports: place.reports ?? this.#options.reports }
      const act: Act = at => runExercise({ exercise, ...at, ...told, keep })
      await this.#run({ id: exercise.id, act }, submission, told, seed, place)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      const message = error instanceof UserError ? words : `the lab is at fault: ${words}`
      const [first, ...others] = open.values()
      const end = ({ id, title, points }: Check): Omit<Judged, 'message' | 'evidence'> => ({
        id,
        title,
        maxPoints: points,
        status: 'harness-error',
        durationMs: 0,
      })
      if (!first) return
      events.onCheck({ ...end(first), message, evidence: evidenceOf(error) })
      // Once is enough.
      for (const check of others)
        events.onCheck({ ...end(check), message: `for the reason given at ${first.id}`, evidence: [] })
    }
  }

  /**
   * A lab in order, with a workspace and inputs, for `act`; what it leaves is put in order like an exercise's.
   *
   * @param id the exercise whose folder is copied
   */
  async visit(id: string, submission: Submission, act: Act, place: OrderPlace = {}): Promise<void> {
    await this.#run({ id, act }, submission, { onCheck: () => {} }, this.#options.seed, place)
  }

  /** The folder is to go should this process be killed. */
  watchFolder(folder: string): void {
    this.#keeper.watchFolder(folder)
  }

  async close(): Promise<void> {
    this.#closed ??= this.#closeAll()
    await this.#closed
  }

  async #closeAll(): Promise<void> {
    await using end = new AsyncDisposableStack()
    end.defer(() => this.#keeper.close())
    // Where a grade is interrupted, a lab that is closed under an exercise ends it.
    const used = this.#inUse ?? this.#left?.used
    if (used) end.defer(() => used.close())
    const clean = await this.#next?.catch(() => undefined)
    if (clean) end.defer(() => clean.close())
  }

  /** A lab in order: the one that there is, or a new one. */
  async #clean(): Promise<CleanLab> {
    if (this.#left) {
      const { used, exercise } = this.#left
      this.#left = undefined
      this.#prepare(this.#putInOrder(used, exercise))
    }
    const next = this.#next ?? this.#open()
    this.#next = undefined
    if (!this.#options.stays) return next
    const clean = await next.catch(() => this.#open())
    const fault = await clean.fault()
    if (fault === undefined) return clean
    this.#replaced = `runs on a new lab, since something of the one that waited had ended: ${fault}`
    await clean.close().catch(() => {})
    return this.#open()
  }

  #prepare(next: Promise<CleanLab>): void {
    this.#next = next
    // Told by the exercise that needs it.
    next.catch(() => {})
  }

  /** What one exercise did to the lab costs no other one its verdict. */
  async #putInOrder(used: UsedLab, exercise: string): Promise<CleanLab> {
    const started = performance.now()
    try {
      return await used.reset()
    } catch (error) {
      this.#replaced = `runs on a new lab, since the one of ${exercise} could not be put back in order: ${error instanceof Error ? error.message : error}`
      await used.close().catch(() => {})
      if (this.#closed) throw error
      return await this.#open()
    } finally {
      this.#count('reset', performance.now() - started)
    }
  }

  async #run(
    visit: Visit,
    submission: Submission,
    events: ExerciseEvents,
    seed: string,
    place: OrderPlace,
  ): Promise<void> {
    const clean = await this.#clean()
    // Dropped before it began.
    if (events.signal?.aborted) return this.#prepare(Promise.resolve(clean))
    const used = clean.take()
    if (this.#replaced) events.onNote?.(this.#replaced)
    this.#replaced = undefined
    this.#inUse = used
    try {
      await this.#visit(used, visit, submission, events, seed, place)
    } catch (error) {
      this.#inUse = undefined
      // The next exercise gets a new lab, unless this one did nothing wrong.
      if (error instanceof UserError && !this.#closed) this.#prepare(this.#putInOrder(used, visit.id))
      else {
        await used.close().catch(() => {})
        if (this.#options.stays && !this.#closed) this.#prepare(this.#open())
      }
      throw error
    }
    this.#inUse = undefined
    if (this.#closed) await used.close().catch(() => {})
    else if (events.last) this.#left = { used, exercise: visit.id }
    // While the person reads.
    else this.#prepare(this.#putInOrder(used, visit.id))
  }

  async #visit(
    used: UsedLab,
    { id, act }: Visit,
    submission: Submission,
    events: ExerciseEvents,
    seed: string,
    place: OrderPlace,
  ): Promise<void> {
    const began = performance.now()
    const { runtime, isolation, reports } = { ...this.#options, ...place }
    try {
      await onLab({
        ...{ used, exercise: id, submission, runtime, isolation, reports, keeper: this.#keeper },
        random: new Random(`${seed}/${id}`),
        onNote: note => events.onNote?.(note),
        act,
      })
    } finally {
      this.#count(id, performance.now() - began)
    }
  }

  async #open(): Promise<CleanLab> {
    const { open, runtime, isolation } = this.#options
    return openCleanLab({
      ...{ open, runtime, isolation, keeper: this.#keeper },
      onPhase: (phase, ms) => this.#count(phase, ms),
    })
  }

  #count(phase: string, ms: number): void {
    this.phases[phase] = Math.round((this.phases[phase] ?? 0) + ms)
  }
}
