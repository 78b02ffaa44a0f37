// The events of orders as the services tell them, and the stories that they make up.
import { partitionOf, type Random } from '#harness/exercise/words.ts'

export const EVENTS = 'saga-events'
export const PARTITIONS = 3

export type EventType =
  | 'ORDER_CREATED'
  | 'PAYMENT_COMPLETED'
  | 'PAYMENT_FAILED'
  | 'SHIPMENT_COMPLETED'
  | 'SHIPMENT_FAILED'

export interface SagaEvent {
  event_id: string
  type: EventType
  order_id: string
  /** Of ORDER_CREATED only. */
  amount?: number
}

export type Ending = 'completed' | 'unpaid' | 'compensated'

/** The events of an order in their order, by how it ends. */
const EVENTS_OF: Record<Ending, readonly EventType[]> = {
  completed: ['ORDER_CREATED', 'PAYMENT_COMPLETED', 'SHIPMENT_COMPLETED'],
  unpaid: ['ORDER_CREATED', 'PAYMENT_FAILED'],
  compensated: ['ORDER_CREATED', 'PAYMENT_COMPLETED', 'SHIPMENT_FAILED'],
}

/** Amounts that go wrong where they are no decimals: as int cents cut off, as 32-bit floats, with an exponent, as whole units. */
export const TREACHEROUS_AMOUNTS: readonly number[] = [0.01, 0.29, 1.15, 5, 12.5, 1_000_000, 999_999.99]

/** Makes the orders of one grade: each partition of the events has its share of any few of them. */
export class Orders {
  readonly #random: Random
  readonly #ids = new Set<string>()
  #partition: number

  constructor(random: Random) {
    this.#random = random
    this.#partition = random.int(0, PARTITIONS - 1)
  }

  /** The events of a new order, in their order. */
  story(ending: Ending, amount = this.#random.int(1, 99_999_999) / 100): SagaEvent[] {
    const order_id = this.#newId()
    return EVENTS_OF[ending].map(type => ({
      event_id: eventId(this.#random),
      type,
      order_id,
      ...(type === 'ORDER_CREATED' ? { amount } : {}),
    }))
  }

  stories(count: number, ending: Ending): SagaEvent[][] {
    return this.#random.times(count, () => this.story(ending))
  }

  /** The beginning of a new order in each partition: once it is answered, all that was sent before it has been read. */
  probes(): SagaEvent[] {
    return this.#random.times(PARTITIONS, () => this.story('completed').slice(0, 1)).flat()
  }

  #newId(): string {
    this.#partition = (this.#partition + 1) % PARTITIONS
    for (;;) {
      const id = `o-${this.#random.word(2, 4)}-${this.#random.int(1, 99_999)}`
      if (this.#ids.has(id) || partitionOf(id, PARTITIONS) !== this.#partition) continue
      this.#ids.add(id)
      return id
    }
  }
}

/** The event once more: the same record, or told anew. */
export function again(event: SagaEvent, random: Random, { anew }: { anew: boolean }): SagaEvent {
  return anew ? { ...event, event_id: eventId(random) } : event
}

/** All events of the stories, each story's in its order, mixed by chance. */
export function interleaved(random: Random, stories: readonly (readonly SagaEvent[])[]): SagaEvent[] {
  const turns = random.shuffle(stories.flatMap((story, index) => story.map(() => index)))
  const queues = stories.map(story => [...story])
  return turns.flatMap(index => queues[index]?.shift() ?? [])
}

/** As JSON on one line: members in any order, sometimes more than are named. */
export function toJson(event: SagaEvent, random: Random): string {
  const more: [string, unknown][] = random.chance(0.3)
    ? [[random.pick(['source', 'note', 'trace']), random.pick([random.word(), null, 7, { step: 1 }, ['a']])]]
    : []
  return JSON.stringify(Object.fromEntries(random.shuffle([...Object.entries(event), ...more])))
}

/** No two alike. */
const eventId = (random: Random): string =>
  `e-${random.times(2, () => random.int(0, 2 ** 32 - 1).toString(36)).join('-')}`
