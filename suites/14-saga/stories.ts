// What is fed, check by check: everything that the contract allows is in every run, whatever the seed.
import type { Random } from '#harness/exercise/words.ts'
import {
  again,
  type Ending,
  type EventType,
  interleaved,
  type Orders,
  type SagaEvent,
  TREACHEROUS_AMOUNTS,
} from './events.ts'

/** Orders with all amounts that go wrong easily, and a few others. */
export function withAllAmounts(orders: Orders, ending: Ending): SagaEvent[][] {
  return [...TREACHEROUS_AMOUNTS.map(amount => orders.story(ending, amount)), ...orders.stories(2, ending)]
}

/** The ways in which events come again. Each is there to catch another memory that is too short. */
const REPEATS: Record<string, (story: SagaEvent[], random: Random) => SagaEvent[]> = {
  atOnce: (story, random) => story.flatMap(event => [event, again(event, random, { anew: false })]),
  /** Known by its event_id alone it is another one. */
  anew: (story, random) => story.flatMap(event => [event, again(event, random, { anew: true })]),
  /** Known by the latest event alone it is another one. */
  oneLater: (story, random) =>
    story.flatMap((event, index) => [
      event,
      ...story.slice(0, index).map(old => again(old, random, { anew: index % 2 === 0 })),
    ]),
  /** Finished orders must be known, too. */
  afterItsEnd: (story, random) => [...story, ...story.map(event => again(event, random, { anew: true }))],
  backwards: (story, random) => [
    ...story,
    ...story.toReversed().map(event => again(event, random, { anew: false })),
  ],
}

/** Stories whose events come again in every way, an order of each partition for every way. */
export function repeated(orders: Orders, random: Random, ending: Ending): SagaEvent[][] {
  return Object.values(REPEATS).flatMap(repeat =>
    orders.stories(3, ending).map(story => repeat(story, random)),
  )
}

/** Events of earlier checks, long answered: the same again, and told anew. */
export function old(fed: readonly SagaEvent[], random: Random): SagaEvent[] {
  return fed.map((event, index) => again(event, random, { anew: index % 2 === 0 }))
}

const TURN: Record<EventType, number> = {
  ORDER_CREATED: 0,
  PAYMENT_COMPLETED: 1,
  PAYMENT_FAILED: 1,
  SHIPMENT_COMPLETED: 2,
  SHIPMENT_FAILED: 2,
}

export interface EarlyStory {
  /** Some of these come before their turn, and nothing may come of those yet. */
  first: SagaEvent[]
  /** Then their turn comes. */
  next: SagaEvent[]
}

/**
 * Every order in which the events of a story can come but the usual one.
 *
 * @param twice each early event comes twice: only where events that come again have been found to do no harm
 */
export function early(
  orders: Orders,
  random: Random,
  ending: Ending,
  { twice }: { twice: boolean },
): EarlyStory[] {
  const length = orders.story(ending).length
  return permutations(length)
    .filter(order => order.some((place, index) => place !== index))
    .flatMap(order => {
      const once = arranged(orders.story(ending), order)
      if (!twice) return [once]
      const again2 = arranged(orders.story(ending), order)
      return [
        once,
        { ...again2, first: again2.first.flatMap(event => [event, again(event, random, { anew: true })]) },
      ]
    })
}

/** Split where an event comes that others have been waiting for. */
function arranged(story: readonly SagaEvent[], order: readonly number[]): EarlyStory {
  const events = order.flatMap(place => story[place] ?? [])
  const at = events.findLastIndex((event, index) =>
    events.slice(0, index).some(({ type }) => TURN[type] > TURN[event.type]),
  )
  return { first: events.slice(0, at), next: events.slice(at) }
}

function permutations(length: number): number[][] {
  if (length === 0) return [[]]
  return permutations(length - 1).flatMap(rest =>
    Array.from({ length }, (_, at) => [...rest.slice(0, at), length - 1, ...rest.slice(at)]),
  )
}

export interface StreamOptions {
  endings: readonly Ending[]
  /** Some events come before their turn. */
  early: boolean
}

/** Orders that begin, go on and end side by side, for as long as is asked. */
export class Stream {
  readonly #orders: Orders
  readonly #random: Random
  readonly #options: StreamOptions
  #open: SagaEvent[][] = []

  constructor(orders: Orders, random: Random, options: StreamOptions) {
    this.#orders = orders
    this.#random = random
    this.#options = options
  }

  next(count: number): SagaEvent[] {
    return this.#random.times(count, () => this.#one())
  }

  /** So many more, with `others` strewn in; in any order at all only where events may come before their turn. */
  amid(others: readonly SagaEvent[], count: number): SagaEvent[] {
    const mine = this.next(count)
    return this.#options.early
      ? this.#random.shuffle([...mine, ...others])
      : interleaved(this.#random, [mine, ...others.map(each => [each])])
  }

  /** What the orders that have begun still wait for. */
  rest(): SagaEvent[] {
    const open = this.#open
    this.#open = []
    return interleaved(this.#random, open)
  }

  #one(): SagaEvent {
    const random = this.#random
    // So many are under way that every outage meets orders at each of their steps.
    if (this.#open.length < 12 || random.chance(0.25)) {
      const story = this.#orders.story(random.pick(this.#options.endings))
      this.#open.push(this.#options.early && random.chance(0.3) ? random.shuffle(story) : story)
    }
    const story = random.pick(this.#open)
    const [event] = story.splice(0, 1)
    this.#open = this.#open.filter(({ length }) => length > 0)
    if (!event) throw new Error('an open story has no event left')
    return event
  }
}
