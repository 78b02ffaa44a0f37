// The side of `day2 batch --over`: an order goes into a topic, and its grade comes out of another one, whoever made it and when.
import { z } from 'zod'
import { type ExerciseResult, ExerciseResult as ExerciseResultSchema } from '#harness/results/result.ts'
import type { Lab, Order } from '../order.ts'
import type { Graders } from '../orders-of.ts'
import type { KafkaLink, TopicRecord } from './link.ts'
import { pack } from './pack.ts'
import { gradeKey, type OverNames, OverOrder, type Part, prepareTopics } from './topics.ts'

const Place = z.object({ partition: z.number(), offset: z.number() })

/** How often orders are looked for that the group has given up without a grade. */
const LOOK_MS = 30_000

export class OverKafka {
  readonly #link: KafkaLink
  readonly #names: OverNames
  readonly #graders: Graders
  readonly #grades = new Map<string, ExerciseResult>()
  readonly #waiting = new Map<string, (result: ExerciseResult) => void>()
  /** Orders that are in the topic, whoever put them there. */
  readonly #given = new Map<string, z.infer<typeof Place> & { order: OverOrder }>()
  readonly #parts = new Map<string, Promise<Part[]>>()
  #timer: NodeJS.Timeout | undefined

  /** @param link whose records are handed to {@link onRecord} */
  constructor(link: KafkaLink, names: OverNames, graders: Graders) {
    this.#link = link
    this.#names = names
    this.#graders = graders
  }

  /** Reads what an earlier run, or another one, has left. */
  async open(): Promise<void> {
    await prepareTopics(this.#link, this.#names)
    await this.#link.tell({ do: 'follow', topic: this.#names.grades })
    await this.#link.tell({ do: 'follow', topic: this.#names.orders })
    this.#timer = setInterval(() => void this.#giveAgain().catch(() => {}), LOOK_MS)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#link.close()
  }

  onRecord({ topic, key, value, partition, offset }: TopicRecord): void {
    if (topic === this.#names.orders) {
      const order = OverOrder.safeParse(JSON.parse(value)).data
      if (order) this.#given.set(key, { partition, offset, order })
      return
    }
    const result = ExerciseResultSchema.safeParse(JSON.parse(value)).data
    // One that has been taken for the grade stays it.
    if (!result || this.#grades.has(key)) return
    this.#grades.set(key, result)
    this.#waiting.get(key)?.(result)
  }

  /** As many orders at once as there are labs of this kind; it is the workers that grade. */
  lab(): Lab {
    return { gradeOne: order => this.#gradeOne(order), close: async () => {} }
  }

  async #gradeOne({ exercise, seed, submission: { digest, path } }: Order): Promise<ExerciseResult> {
    const known = { submission: digest, exercise, grader: this.#graders.get(exercise) ?? '', seed }
    const key = gradeKey(known)
    const graded = new Promise<ExerciseResult>(resolve => this.#waiting.set(key, resolve))
    try {
      const there = this.#grades.get(key)
      if (there) return there
      if (!this.#given.has(key))
        await this.#give(key, { schema: 1, ...known, parts: await this.#put(digest, path) })
      return await Promise.race([graded, this.#link.gone])
    } finally {
      this.#waiting.delete(key)
      this.#grades.delete(key)
    }
  }

  async #give(key: string, order: OverOrder): Promise<void> {
    const { orders: topic } = this.#names
    const place = await this.#link.ask({ do: 'put', topic, key, value: JSON.stringify(order) }, Place)
    this.#given.set(key, { ...place, order })
  }

  /** Once a hand-in, in the order in which the parts belong. */
  #put(digest: string, folder: string): Promise<Part[]> {
    const put = async (): Promise<Part[]> => {
      const places: Part[] = []
      for (const [index, part] of (await pack(folder)).entries()) {
        const base64 = part.toString('base64')
        const key = `${digest}/${index}`
        places.push(await this.#link.ask({ do: 'put', topic: this.#names.parts, key, base64 }, Place))
      }
      return places
    }
    const parts = this.#parts.get(digest) ?? put()
    this.#parts.set(digest, parts)
    return parts
  }

  /** What the group has been through, and nobody has graded: its workers died too often before one could say so. */
  async #giveAgain(): Promise<void> {
    const { offsets } = await this.#link.ask(
      { do: 'started', group: this.#names.group },
      z.object({ offsets: z.record(z.string(), z.number()) }),
    )
    for (const key of this.#waiting.keys()) {
      const given = this.#given.get(key)
      if (given && !this.#grades.has(key) && given.offset < (offsets[given.partition] ?? 0))
        await this.#give(key, given.order)
    }
  }
}
