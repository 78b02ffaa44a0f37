// The side of `day2 worker --over`: for each of its labs it holds one order at a time, grades it, and writes the one grade of its key.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Exercise } from '#harness/exercise/exercise.ts'
import { pause } from '#harness/host/poll.ts'
import type { ExerciseResult } from '#harness/results/result.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'
import { type Lab, LabLost } from '../order.ts'
import type { Graders } from '../orders-of.ts'
import { undetermined } from '../unjudged.ts'
import { Alone } from './alone.ts'
import type { KafkaLink } from './link.ts'
import { packedName } from './pack.ts'
import { gradeKey, type OverNames, OverOrder, prepareTopics, RENEW_MS } from './topics.ts'

/** One line of JSON each. */
export type WorkerEvent =
  | { event: 'waiting'; orders: string; labs: number }
  | {
      event: 'took' | 'graded' | 'already-graded' | 'fenced'
      key: string
      lab: string
      deliveries: number
      verdict?: string
    }
  | { event: 'trouble'; lab: string; why: string }
  | { event: 'gave-back' | 'gave-up'; key: string; lab: string; deliveries: number; why: string }

export interface WorkerOptions {
  link: KafkaLink
  names: OverNames
  graders: Graders
  exercises: readonly Exercise[]
  labs: number
  openLab: () => Lab
  /** A folder of this worker's own, which its labs see. */
  work: string
  tell: (event: WorkerEvent) => void
  signal: AbortSignal
}

/** The delivery at which an order has the whole worker for itself, and the one at which it is told why it cannot be judged. */
const ALONE_AT = 3
const GIVE_UP_AT = 4

const Taken = z.object({ key: z.string(), value: z.string(), deliveries: z.number() })
const Lost = z.object({ lost: z.boolean() })

export async function runWorker(options: WorkerOptions): Promise<void> {
  const { link, names, labs, tell, signal } = options
  await prepareTopics(link, names)
  await link.tell({ do: 'follow', topic: names.grades, quiet: true })
  tell({ event: 'waiting', orders: names.orders, labs })
  const alone = new Alone()
  const stopped = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))
  await Promise.race([
    stopped,
    Promise.all(
      Array.from({ length: labs }, (_, index) => new Slot(`lab-${index + 1}`, options, alone).run()),
    ),
  ])
}

class Slot {
  readonly #name: string
  readonly #options: WorkerOptions
  readonly #alone: Alone
  #lab: Lab | undefined

  constructor(name: string, options: WorkerOptions, alone: Alone) {
    this.#name = name
    this.#options = options
    this.#alone = alone
    options.signal.addEventListener('abort', () => void this.#lab?.close())
  }

  async run(): Promise<void> {
    const { link, tell, signal } = this.#options
    while (!signal.aborted) {
      try {
        await this.#next()
      } catch (error) {
        if (signal.aborted) return
        if (link.isGone) throw error
        // A cluster that loses a broker has moments in which it answers nobody: what was held comes back by its lock.
        tell({
          event: 'trouble',
          lab: this.#name,
          why: error instanceof Error ? error.message : String(error),
        })
        await this.#acknowledge('release').catch(() => {})
        await pause(RENEW_MS)
      }
    }
  }

  async #next(): Promise<void> {
    const { link, names, signal } = this.#options
    const { group, orders: topic } = names
    const taken = await link.ask({ do: 'take', slot: this.#name, group, topic }, Taken)
    if (signal.aborted) return
    // While this process is stopped nothing is renewed: then the order is somebody else's.
    const timer = setInterval(() => void this.#acknowledge('renew').catch(() => {}), RENEW_MS)
    let how: 'accept' | 'release' | 'reject'
    try {
      how = await this.#deal(taken)
    } finally {
      clearInterval(timer)
    }
    await this.#acknowledge(how)
  }

  async #acknowledge(how: 'renew' | 'accept' | 'release' | 'reject'): Promise<void> {
    await this.#options.link.ask({ do: how, slot: this.#name }, Lost)
  }

  async #deal({ key, value, deliveries }: z.infer<typeof Taken>): Promise<'accept' | 'release' | 'reject'> {
    const { link, names, tell, exercises, graders } = this.#options
    const about = { key, lab: this.#name, deliveries }
    const order = OverOrder.safeParse(JSON.parse(value)).data
    const exercise = exercises.find(({ id }) => id === order?.exercise)
    if (!order || !exercise || graders.get(order.exercise) !== order.grader || gradeKey(order) !== key) {
      tell({ event: 'gave-up', ...about, why: 'it is no order that this version understands' })
      return 'reject'
    }
    tell({ event: 'took', ...about })
    // Whoever held it before can write no more; if it has written, this is done.
    const { graded } = await link.ask(
      { do: 'claim', topic: names.grades, key },
      z.object({ graded: z.boolean() }),
    )
    if (graded) {
      tell({ event: 'already-graded', ...about })
      return 'accept'
    }
    if (deliveries >= GIVE_UP_AT) {
      const why = `it was given to workers ${deliveries - 1} times, the last time with nothing beside it, and none came back with a grade`
      await this.#write(key, undetermined(exercise, [why]), about)
      tell({ event: 'gave-up', ...about, why })
      return 'reject'
    }
    try {
      const grade = (): Promise<ExerciseResult> => this.#grade(order)
      const result = await (deliveries >= ALONE_AT ? this.#alone.alone(grade) : this.#alone.together(grade))
      if (result.verdict === 'undetermined' && deliveries < ALONE_AT) {
        await this.#closeLab()
        tell({ event: 'gave-back', ...about, why: 'it could not be judged' })
        return 'release'
      }
      await this.#write(key, result, about)
      return 'accept'
    } catch (error) {
      if (!(error instanceof LabLost)) throw error
      await this.#closeLab()
      tell({ event: 'gave-back', ...about, why: error.message })
      return 'release'
    }
  }

  async #write(
    key: string,
    result: ExerciseResult,
    about: { lab: string; deliveries: number },
  ): Promise<void> {
    const { link, tell } = this.#options
    const { fenced } = await link.ask(
      { do: 'write', key, value: JSON.stringify(result) },
      z.object({ fenced: z.boolean() }),
    )
    tell({ event: fenced ? 'fenced' : 'graded', key, ...about, verdict: result.verdict })
  }

  async #grade({ submission: digest, exercise, seed, parts }: OverOrder): Promise<ExerciseResult> {
    const { openLab, exercises, link, names, work } = this.#options
    const folder = path.join(work, this.#name)
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    const packed = path.join(folder, packedName(digest))
    const bytes: Buffer[] = []
    for (const part of parts) {
      const { base64 } = await link.ask(
        { do: 'fetch', topic: names.parts, ...part },
        z.object({ base64: z.string() }),
      )
      bytes.push(Buffer.from(base64, 'base64'))
    }
    await writeFile(packed, Buffer.concat(bytes))
    const submission = await openSubmission(packed, {
      scratch: folder,
      exercises: exercises.map(({ id }) => id),
    })
    if (submission.digest !== digest) throw new Error(`what travelled is not ${digest} any more`)
    this.#lab ??= openLab()
    return this.#lab.gradeOne({ exercise, seed, submission: { digest, path: submission.root } })
  }

  async #closeLab(): Promise<void> {
    const lab = this.#lab
    this.#lab = undefined
    await lab?.close()
  }
}
