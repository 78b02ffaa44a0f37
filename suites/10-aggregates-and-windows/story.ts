// All payments of one grade, decided before the first is sent: who pays when, what comes late, what comes while the program is down.
// Each customer is there for something, so that no mistake gets through by chance.
import type { Random } from '#harness/exercise/words.ts'
import { HOUR, MINUTE, type Payment, roughlyInOrder, SECOND, someCents } from './payments.ts'

/** What is sent together; the next is sent when the rows of the one before have been seen, or the program is down. */
export interface Story {
  first: Payment[]
  /** Late payments by hours, and those that go on with sessions. */
  second: Payment[]
  /** Sent just before the crash: nobody looks at what comes of it before the program is started again. */
  beforeCrash: Payment[]
  whileDown: Payment[]
  /** Customers whose payments come roughly in order until the crash. */
  inOrder: ReadonlySet<string>
}

/** Nothing of the first part is newer, by more than a minute. */
const NEWEST = 21 * HOUR

/**
 * @param now the present: all lies in the whole hours before it, so that a seed gives the same windows and sessions in any hour; at most 24.5 hours
 *   before it, at least one, and within 23 hours
 */
export function storyOf(random: Random, now: number): Story {
  const origin = Math.floor(now / HOUR) * HOUR - 23.5 * HOUR
  const story = new Draft(random, origin)
  const regulars = random.times(6, () => story.customer())
  for (const customer of regulars) regular(story, random, customer)
  special(story, random)
  const inOrder = sessionsInOrder(story, random)
  latecomers(story, random)
  crashed(story, random)
  return {
    first: roughlyInOrder(random, story.first),
    second: random.shuffle(story.second),
    beforeCrash: roughlyInOrder(random, story.beforeCrash),
    whileDown: random.shuffle(story.whileDown),
    inOrder,
  }
}

type Part = 'first' | 'second' | 'beforeCrash' | 'whileDown'

/** A story while it is written; times are told from its beginning. */
class Draft {
  readonly first: Payment[] = []
  readonly second: Payment[] = []
  readonly beforeCrash: Payment[] = []
  readonly whileDown: Payment[] = []
  readonly #random: Random
  readonly #origin: number
  readonly #ids: string[]

  constructor(random: Random, origin: number) {
    this.#random = random
    this.#origin = origin
    // Some begin like others, and some are beyond ASCII: a customer is all of the text.
    const plain = random.times(20, index => `c-${index + 1}`)
    const others = random.times(20, index => `${random.word(2, 5)}-${index + 1}`)
    this.#ids = random.shuffle([...plain, ...others, 'é-1', 'Ł-2'])
  }

  customer(): string {
    const id = this.#ids.pop()
    if (id === undefined) throw new RangeError('too many customers')
    return id
  }

  /** Payments at these times after the beginning; a part of a second is cut. */
  pay(part: Part, customer: string, times: readonly number[], cents?: readonly bigint[]): void {
    for (const [index, time] of times.entries()) {
      const at = this.#origin + Math.floor(time / SECOND) * SECOND
      this[part].push({ customer, at, cents: cents?.[index] ?? someCents(this.#random) })
    }
  }

  /** Like `pay`, at times drawn by `draw`, none of them about 30 minutes from another of the customer's. */
  payAnywhere(
    part: Part,
    customer: string,
    count: number,
    draw: () => number,
    cents?: readonly bigint[],
  ): void {
    for (let index = 0; index < count; index++) {
      const own = [...this.first, ...this.second, ...this.beforeCrash, ...this.whileDown]
        .filter(payment => payment.customer === customer)
        .map(({ at }) => at - this.#origin)
      const clear = (time: number): boolean => own.every(at => !nearGap(Math.abs(time - at)))
      let time = draw()
      for (let tries = 0; !clear(time); tries++) {
        if (tries > 1000) throw new RangeError(`no time for another payment of ${customer}`)
        time = draw()
      }
      this.pay(part, customer, [time], cents === undefined ? undefined : [cents[index] ?? 1n])
    }
  }
}

/** Nobody may depend on what 30 minutes are to the second. */
const nearGap = (distance: number): boolean => distance > 28.9 * MINUTE && distance < 31.1 * MINUTE

/** A whole second between two times, both included. */
const within = (random: Random, from: number, to: number): number =>
  random.int(Math.ceil(from / SECOND), Math.floor(to / SECOND)) * SECOND

/** Pays over the day, several times in some windows; late payments change those windows, and make others. */
function regular(story: Draft, random: Random, customer: string): void {
  const hours = random.sample(
    random.times(17, index => index + 1),
    4,
  )
  // All of a visit is in one window of five minutes, so that what is added to it later changes a row.
  const visits = hours.map(hour => hour * HOUR + random.int(0, 3) * 5 * MINUTE)
  const during = (visit: number) => (): number => within(random, visit, visit + 5 * MINUTE - SECOND)
  for (const visit of visits) story.payAnywhere('first', customer, 3, during(visit))
  // Near the newest of all: what comes hours later is late for this customer, in whatever order partitions are read.
  story.payAnywhere('first', customer, 1, () => within(random, NEWEST - 20 * MINUTE, NEWEST))
  const [changed = HOUR, again = HOUR, crashed = HOUR] = visits
  story.payAnywhere('second', customer, 2, during(changed))
  story.payAnywhere('second', customer, 1, () => within(random, HOUR, 18 * HOUR))
  story.payAnywhere('beforeCrash', customer, 1, during(again))
  story.payAnywhere('whileDown', customer, 2, during(crashed))
}

/** What careless arithmetic gets wrong with money, and the edges of windows. */
function special(story: Draft, random: Random): void {
  const anywhere = (): number => within(random, HOUR, 20 * HOUR)
  const pays = (cents: readonly bigint[]): void =>
    story.payAnywhere('first', story.customer(), cents.length, anywhere, cents)
  // 0.1 + 0.2, and 0.29 cut to whole cents, in binary fractions; a sum without a cent, and one without the last digit.
  pays([10n, 20n])
  pays([29n])
  pays([BigInt(random.int(1, 99)) * 100n])
  pays([BigInt(random.int(1, 99)) * 100n + 50n])
  // From ten millions on a double writes itself with an exponent, and a float has lost the cents long before.
  pays([100_000_000n, 99_999_999n, 1n, ...random.times(9, () => BigInt(random.int(90_000_000, 99_999_998)))])

  const edge = story.customer()
  const start = Math.floor(within(random, 2 * HOUR, 18 * HOUR) / (10 * MINUTE)) * 10 * MINUTE
  const moments = [start - SECOND, start, start + 5 * MINUTE - SECOND, start + 5 * MINUTE]
  story.pay('first', edge, moments)

  // As late as can be: 22 hours after the newest, in a window of its own.
  const latest = story.customer()
  story.pay('first', latest, [within(random, NEWEST - 5 * MINUTE, NEWEST)])
  story.pay('second', latest, [within(random, 0, 10 * MINUTE)])
}

/**
 * Sessions of payments that come roughly in order. All are so near to the newest that even a program which lets no payment be late counts them,
 * and each payment of the second part belongs to one session of the first, or to none: nothing here joins two, in whatever order partitions are read.
 */
function sessionsInOrder(story: Draft, random: Random): Set<string> {
  const at = (from: number, to: number): number => NEWEST + within(random, from * MINUTE, to * MINUTE)
  const grows = story.customer()
  const last = at(-5, -1)
  story.pay('first', grows, [at(-18, -12), at(-11, -6), last])
  story.pay('second', grows, [last + within(random, 28 * MINUTE, 28.9 * MINUTE), last + 10 * MINUTE])

  // Ten minutes back, before the session and in it; two payments in one second are two.
  const before = story.customer()
  const began = at(-4, -2)
  story.pay('first', before, [began, at(0, 1)])
  story.pay('second', before, [began - within(random, 2 * MINUTE, 5 * MINUTE)])
  const inside = story.customer()
  const [from, to] = [at(-9, -8), at(0, 1)]
  story.pay('first', inside, [from, to, to])
  story.pay('second', inside, [within(random, from + MINUTE, to - MINUTE)])

  const comesAgain = story.customer()
  const ended = at(-19, -16)
  story.pay('first', comesAgain, [ended])
  const again = ended + within(random, 31.1 * MINUTE, 32 * MINUTE)
  story.pay('second', comesAgain, [again, again + within(random, MINUTE, 4 * MINUTE)])

  // A pause that is almost too long: whoever ends sessions sooner makes two of it.
  const pauses = story.customer()
  const paused = at(-4, -1)
  story.pay('first', pauses, [paused])
  story.pay('second', pauses, [paused + within(random, 24 * MINUTE, 28.5 * MINUTE)])

  const once = story.customer()
  story.pay('first', once, [at(-15, 0)])
  const isNew = story.customer()
  story.pay('second', isNew, [at(5, 15)])

  // The crash: the one session is lengthened, the two are joined, the single one goes on from before it to the time after it.
  story.pay('whileDown', grows, [last + within(random, 50 * MINUTE, 55 * MINUTE)])
  story.pay('whileDown', comesAgain, [ended + within(random, 14 * MINUTE, 17 * MINUTE)])
  story.pay('beforeCrash', isNew, [at(28, 32)])
  story.pay('whileDown', isNew, [at(40, 48)])
  return new Set([grows, before, inside, comesAgain, pauses, once, isNew])
}

/** Sessions that late payments lengthen and join. Each customer has also paid lately, so that they are late. */
function latecomers(story: Draft, random: Random): void {
  const minutes = (from: number, to: number): number => within(random, from * MINUTE, to * MINUTE)
  const visited = (): { customer: string; from: number; to: number } => {
    const customer = story.customer()
    const from = within(random, 2 * HOUR, 15 * HOUR)
    const to = from + minutes(8, 15)
    story.pay('first', customer, [from, to, NEWEST - minutes(0, 20)])
    return { customer, from, to }
  }
  for (const part of ['second', 'whileDown'] as const) {
    const end = visited()
    story.pay(part, end.customer, [end.to + minutes(10, 28)])
    const begin = visited()
    story.pay(part, begin.customer, [begin.from - minutes(10, 28)])
    const inside = visited()
    story.pay(part, inside.customer, [within(random, inside.from + MINUTE, inside.to - MINUTE)])
    const apart = visited()
    story.pay(part, apart.customer, [apart.from - minutes(40, 60)])
    // Two sessions that one payment joins, and two that it takes two payments to join.
    const joined = visited()
    const distance = minutes(40, 54)
    story.pay('first', joined.customer, [joined.to + distance, joined.to + distance + minutes(3, 9)])
    story.pay(part, joined.customer, [joined.to + distance / 2 + minutes(-1, 1)])
    const bridged = visited()
    story.pay('first', bridged.customer, [bridged.to + minutes(70, 76)])
    story.pay(part, bridged.customer, [bridged.to + minutes(24, 26), bridged.to + minutes(49, 51)])
  }
}

/** Customers who pay just before the crash and never again: a row of theirs that was not written by then is written after it. */
function crashed(story: Draft, random: Random): void {
  for (const customer of random.times(4, () => story.customer())) {
    const at = NEWEST + within(random, 32 * MINUTE, 45 * MINUTE)
    story.pay('beforeCrash', customer, [at, at + within(random, MINUTE, 12 * MINUTE)])
  }
}
