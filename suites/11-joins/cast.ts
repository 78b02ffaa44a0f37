// Who and what comes before in one run: the customers and the currencies, and what becomes of each.

import type { Random } from '#harness/exercise/words.ts'
import type { Ids } from './ids.ts'

export interface Customer {
  name: string
  tier: string
}

/** The keys of a table by what becomes of them, and their values in the order in which they are sent. */
export interface Cast<V> {
  /** Sent at the beginning. */
  steady: string[]
  /** Sent at the beginning, and once more later. */
  changing: string[]
  /** Sent later only. */
  late: string[]
  /** Never sent. */
  never: string[]
  values: ReadonlyMap<string, readonly V[]>
}

const TIERS = ['gold', 'silver', 'bronze', 'platinum']
const MORE_NAMES = ['Zoë', 'Łukasz', 'O’Neill', '名前', 'the "Great"', 'of A, B & C', 'back\\slash']

/** Of each kind one customer in every partition of the table, of steady ones two; one changes its name only, one its tier only. */
export function customersOf(random: Random, ids: Ids, partitions: number): Cast<Customer> {
  const everywhere = (): string[] =>
    random.times(partitions, partition => ids.next('c', partition, partitions))
  const values = new Map<string, Customer[]>()
  const surnames = random.shuffle(MORE_NAMES)
  const name = (): string => `${random.word()} ${surnames[values.size % surnames.length]}`
  const [steady, changing, late] = [[...everywhere(), ...everywhere()], everywhere(), everywhere()]
  for (const id of [...steady, ...late]) values.set(id, [{ name: name(), tier: random.pick(TIERS) }])
  for (const [index, id] of changing.entries()) {
    const [tier = '', otherTier = ''] = random.sample(TIERS, 2)
    const first = { name: name(), tier }
    const second = [
      { ...first, tier: otherTier },
      { ...first, name: `${first.name} ${random.word()}` },
      { name: `${random.word()} ${first.name}`, tier: otherTier },
    ][index % 3] as Customer
    values.set(id, [first, second])
  }
  return { steady, changing, late, never: everywhere(), values }
}

const CODES = [
  'USD',
  'GBP',
  'JPY',
  'CHF',
  'SEK',
  'NOK',
  'PLN',
  'CZK',
  'HUF',
  'INR',
  'BRL',
  'KRW',
  'TND',
  'ISK',
]

/** EUR, the lowest and the highest rate there may be, and such of four, two and no decimal places, with and without a zero at their end. */
export function ratesOf(random: Random): Cast<string> {
  const codes = random.shuffle(CODES)
  const code = (): string => codes.pop() ?? ''
  const steadyRates = [
    '0.0001',
    '1000',
    fourPlaces(random),
    `0.${random.int(1, 9)}0`,
    String(random.int(2, 400)),
  ]
  const values = new Map<string, string[]>([['EUR', ['1']]])
  for (const rate of steadyRates) values.set(code(), [rate])
  const steady = [...values.keys()]
  const [changing, late] = [[code(), code()], [code()]]
  const [up = '', down = ''] = changing
  values.set(up, ['1.0825', `1.${random.int(1000, 9999)}`])
  values.set(down, [`${random.int(100, 300)}.5`, `${random.int(1, 99)}`])
  for (const key of late) values.set(key, [`${random.int(1, 9)}.${random.int(1, 9)}`])
  return { steady, changing, late, never: [code(), code()], values }
}

/** A rate that is another one when it is rounded to three places. */
const fourPlaces = (random: Random): string =>
  `${random.int(0, 2)}.${random.int(100, 999)}${random.int(1, 9)}`
