// A lane as a class uses it: it grades one order after another to a result that is whole. It may hang or die: then it is gone, and its
// order is not.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { loadExercise } from '#harness/exercise/suites.ts'
import { chooseIsolation } from '#harness/grade/choose-isolation.ts'
import { UserError } from '#harness/host/user-error.ts'
import { Lane, type LaneOptions } from '#harness/lane/lane.ts'
import type { ExerciseResult } from '#harness/results/result.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import { openedSubmission } from '#harness/submission/open-submission.ts'
import { gradeOne } from './grade-one.ts'
import { gradedBy } from './graded-by.ts'
import { type Lab, LabLost, type Order } from './order.ts'

export interface LaneLabOptions extends Pick<LaneOptions, 'onStray' | 'limitMs' | 'command'> {
  runtime: Runtime
  isolation: Isolation
  /** Programs find nothing of what lies there: reports, hand-ins, the work of this run. */
  reports: string
  /** A folder in there, for what comes of an order while it is judged. */
  work: string
  /** Run the reference in the same lab where a check failed by waiting in vain. */
  control: boolean
}

export class LaneLab implements Lab {
  readonly #options: LaneLabOptions
  #isolation: Isolation
  #lane: Lane
  #scratch: Promise<string> | undefined

  /** Opens its lane at once. */
  constructor(options: LaneLabOptions) {
    this.#options = options
    this.#isolation = options.isolation
    this.#lane = this.#openLane()
  }

  async gradeOne({ exercise, seed, submission: { digest, path: root } }: Order): Promise<ExerciseResult> {
    const { runtime, control } = this.#options
    await this.#opened()
    const isolation = this.#isolation
    this.#scratch ??= makeScratch(this.#options.work)
    const scratch = await this.#scratch
    const result = await gradeOne({
      exercise: await loadExercise(exercise),
      submission: { ...openedSubmission({ path: root, root }), digest },
      seed,
      lane: this.#lane,
      gradedBy: gradedBy(runtime, isolation),
      scratch,
      control,
    })
    if (!('lost' in result)) return result
    await this.close()
    throw new LabLost(result.lost)
  }

  async close(): Promise<void> {
    await this.#lane.kill()
    const scratch = await this.#scratch?.catch(() => undefined)
    if (scratch !== undefined) await rm(scratch, { recursive: true, force: true })
  }

  /**
   * What strangers have written runs here: less than `strict` is had only by asking for it.
   *
   * @throws LabLost where the lane did not come up, or cannot shut programs in as it should
   */
  async #opened(): Promise<void> {
    if (!(await this.#lane.opened)) throw new LabLost(await this.#lane.ended, { unopened: true })
    const { namespaces, views } = await this.#lane.why
    const asked = this.#isolation
    try {
      this.#isolation = chooseIsolation({ asked, ci: true, why: namespaces ?? views }).isolation
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      await this.close()
      throw new LabLost(error.message, { unopened: true })
    }
    if (this.#isolation === asked) return
    await this.#lane.kill()
    this.#lane = this.#openLane()
    await this.#opened()
  }

  #openLane(): Lane {
    const { reports, onStray, limitMs, command } = this.#options
    const settings = { seed: '', isolation: this.#isolation, reports, anywhere: true }
    return new Lane({ ...settings, visible: [], onStray, limitMs, command })
  }
}

async function makeScratch(work: string): Promise<string> {
  await mkdir(work, { recursive: true })
  return mkdtemp(path.join(work, 'lab-'))
}
