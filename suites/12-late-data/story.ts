// What is fed, portion by portion. Every edge that the contract promises is in every partition of every run; chance decides the rest.
import { partitionOf, type Random } from '#harness/exercise/words.ts'
import { asObject, MINUTE, type Purpose, type Reading, SECOND } from './readings.ts'

export const PARTITIONS = 3
/** A minute, a second of it, and the degrees; the minutes are counted from the partition's own beginning. */
type Step = [sensor: keyof Cast, minute: number, second: number, celsius: number, more?: Odd]
interface Odd {
  purpose?: Purpose
  /** What the record says the time is, in minutes beside the reading's own. */
  recordMinutes?: number
}

/** The sensors of a partition, by their parts. */
interface Cast {
  /** In order; what is wrong with them is wrong with windows at all. */
  anna: string
  bert: string
  /** These come after later ones, but in time. */
  carl: string
  dora: string
  /** These come too late. */
  emil: string
  fred: string
  /** Lets time go on. */
  tick: string
}

interface Place {
  partition: number
  beginning: number
  cast: Cast
  /** The minute that it has got to. */
  minute: number
}

const LONGEST_ROUNDS = 57

export class Story {
  readonly #random: Random
  readonly #places: Place[]
  /** Further readings sent in this minute already. */
  #rounds = 0

  /** @param now the times end more than an hour before it */
  constructor(random: Random, now: number) {
    this.#random = random
    const first = Math.floor(now / MINUTE) * MINUTE - random.int(11 * 60, 20 * 60) * MINUTE
    // So far apart that what is new in one partition is long past in another.
    const order = random.shuffle([0, 1, 2])
    this.#places = order.map((partition, index) => ({
      partition,
      beginning: first + index * random.int(30, 50) * MINUTE,
      cast: castOf(random, partition),
      minute: 0,
    }))
  }

  /** Windows that are closed by their end, and some that are not. */
  beginning(): Reading[] {
    return this.#everywhere(7, random => {
      const [low, mid, high] = degrees(random)
      return [
        // As text 9 is more than 10, and -31 more than -12; the highest is neither the first nor the last.
        ['anna', 0, 5, 9],
        ['bert', 0, random.int(6, 10), -31],
        ['anna', 0, random.int(11, 25), 10],
        ['bert', 0, random.int(26, 35), -12],
        ['anna', 0, random.int(36, 45), 8],
        ['bert', 0, random.int(46, 58), -25],
        ['carl', 1, 10, low],
        ['dora', 1, 20, mid],
        ['emil', 1, 30, low],
        ['anna', 1, 31, -high],
        ['bert', 1, 58, high],
        ['anna', 2, 2, low],
        ['bert', 2, random.int(20, 40), mid],
        // Of a minute that has just ended, and the first one of a minute that has ended before.
        ['carl', 1, random.int(40, 58), high],
        ['dora', 0, random.int(2, 58), mid],
        ['anna', 3, random.int(2, 40), mid],
        ['bert', 3, 58, -low],
        // Two seconds before it is closed, and nearly three minutes back.
        ['dora', 1, 2, high],
        ['carl', 2, random.int(2, 58), -mid],
        ['anna', 4, random.int(2, 6), high],
        // Two seconds after it was closed: higher, lower, and the first one of its window.
        ['emil', 1, 58, high],
        ['emil', 1, random.int(2, 20), low - random.int(1, 9)],
        ['fred', 1, random.int(54, 57), high],
        ['fred', 0, random.int(2, 58), mid],
        ['emil', -random.int(10, 20), random.int(2, 58), high],
        ['bert', 4, random.int(10, 58), low],
        ['anna', 5, random.int(2, 20), high],
        ['anna', 5, random.int(21, 38), low],
        ['bert', 5, random.int(39, 58), mid],
        ['bert', 6, random.int(2, 30), low],
        ['anna', 6, random.int(31, 58), mid],
        ['anna', 7, random.int(2, 10), low],
        ['bert', 7, random.int(11, 20), high],
        ['anna', 7, random.int(21, 29), -low],
      ]
    })
  }

  /** Goes on where the windows are open still, closes them, and then come records that say another time than their readings. */
  middle(): Reading[] {
    const on = this.#everywhere(2, random => {
      const [low, mid, high] = degrees(random)
      return [
        ['anna', 0, random.int(30, 58), high],
        ['bert', 1, random.int(2, 20), mid],
        ['dora', 1, random.int(21, 40), low, { purpose: 'final-results' }],
        ['anna', 1, random.int(41, 58), -high],
        ['bert', 2, random.int(2, 58), -5],
      ]
    })
    const closing = this.#closing('final-results')
    const own = { purpose: 'own-time' } as const
    const odd = this.#everywhere(3, random => {
      const [low, mid, high] = degrees(random)
      const longAgo = random.int(10, 20)
      const past = (): Odd => ({ ...own, recordMinutes: -random.int(10, 60) })
      return [
        // Long closed, whatever its record says.
        ['emil', -longAgo, random.int(2, 58), high, { ...own, recordMinutes: longAgo }],
        ['anna', 1, random.int(2, 15), low, past()],
        ['bert', 1, random.int(16, 30), -mid, past()],
        ['anna', 1, random.int(31, 44), high, past()],
        ['anna', 1, random.int(45, 58), mid, past()],
        ['bert', 2, random.int(2, 20), -high, past()],
        ['carl', 2, random.int(21, 40), high, past()],
        ['bert', 2, random.int(41, 58), -low, past()],
      ]
    })
    return [...on, ...closing, ...odd]
  }

  /** One more reading for each partition: the first of them is far ahead and closes all that is open. */
  further(purpose: Purpose): Reading[] {
    if (this.#rounds === 0) {
      this.#rounds = 1
      return this.#closing(purpose)
    }
    const second = Math.min(2 + this.#rounds++, LONGEST_ROUNDS)
    return this.#everywhere(0, random => [['tick', 0, second, random.int(-40, 90), { purpose }]])
  }

  /** Windows that are open when the application is killed, with their highest readings. */
  beforeCrash(): Reading[] {
    this.#rounds = 0
    const purpose = 'survives-crash'
    return this.#everywhere(2, random => {
      const [low, , high] = degrees(random)
      return [
        ['anna', 1, random.int(2, 15), low, { purpose }],
        ['anna', 1, random.int(16, 30), high, { purpose }],
        ['bert', 1, random.int(31, 58), -low, { purpose }],
        ['anna', 2, random.int(2, 10), -low, { purpose }],
        ['carl', 2, random.int(11, 20), high, { purpose }],
      ]
    })
  }

  /** Sent while it is down: the first is newer than all before it, some are lower ones of windows of before. */
  whileDown(): Reading[] {
    const purpose = 'survives-crash'
    return this.#everywhere(0, random => {
      // Those of before are all above nine where one of the same window comes now.
      const lower = (): number => random.int(-40, 9)
      return [
        ['dora', 0, random.int(30, 40), lower(), { purpose }],
        ['anna', -1, random.int(31, 58), lower(), { purpose }],
        ['carl', 0, random.int(41, 58), lower(), { purpose }],
      ]
    })
  }

  #closing(purpose: Purpose): Reading[] {
    return this.#everywhere(this.#random.int(70, 95), (random, minutes) => [
      ['tick', minutes, 2, random.int(-40, 90), { purpose }],
    ])
  }

  /**
   * Each partition's steps, mixed with those of the others.
   *
   * @param minutes how far it goes from the minute where the partition was
   */
  #everywhere(minutes: number, steps: (random: Random, minutes: number) => Step[]): Reading[] {
    const rows = this.#places.map(place => {
      const own = steps(this.#random, minutes).map(step => this.#reading(place, step))
      place.minute += minutes
      return own
    })
    const mixed: Reading[] = []
    while (rows.some(row => row.length > 0)) {
      const row = this.#random.pick(rows.filter(({ length }) => length > 0))
      mixed.push(...row.splice(0, 1))
    }
    return mixed
  }

  #reading(place: Place, [part, minute, second, celsius, odd = {}]: Step): Reading {
    const { partition, beginning, cast } = place
    const sensor = cast[part]
    const time = beginning + (place.minute + minute) * MINUTE + second * SECOND
    return {
      purpose: odd.purpose ?? PURPOSES[part],
      partition,
      sensor,
      celsius,
      time,
      recordTime: time + (odd.recordMinutes ?? 0) * MINUTE,
      value: asObject(this.#random, { sensor, celsius, time }),
    }
  }
}

const PURPOSES: Record<keyof Cast, Purpose> = {
  anna: 'final-results',
  bert: 'final-results',
  carl: 'within-grace',
  dora: 'within-grace',
  emil: 'late-readings',
  fred: 'late-readings',
  tick: 'final-results',
}

/** Three that differ, the lowest above zero. */
function degrees(random: Random): [low: number, mid: number, high: number] {
  const low = random.int(10, 30)
  const mid = low + random.int(2, 20)
  return [low, mid, mid + random.int(2, 30)]
}

function castOf(random: Random, partition: number): Cast {
  const names = new Set<string>()
  while (names.size < 7) {
    const name = `${random.word(2, 6)}-${random.int(1, 99)}`
    if (partitionOf(name, PARTITIONS) === partition) names.add(name)
  }
  const [anna = '', bert = '', carl = '', dora = '', emil = '', fred = '', tick = ''] = names
  return { anna, bert, carl, dora, emil, fred, tick }
}
