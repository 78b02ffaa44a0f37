// One reading of a sensor, as it is fed, and how windows are named.
import type { JsonObject, Random } from '#harness/exercise/words.ts'
import { parseObject } from '#harness/exercise/words.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
/** So long after its end a window is closed. */
export const GRACE = 2 * MINUTE

/**
 * What a window is fed for, and thereby the check that it belongs to: each mistake is to fail one of them. All readings of a window are of one
 * purpose.
 */
export type Purpose = 'final-results' | 'within-grace' | 'late-readings' | 'own-time' | 'survives-crash'

export interface Reading {
  purpose: Purpose
  partition: number
  sensor: string
  celsius: number
  /** Its own time, in milliseconds since the epoch. */
  time: number
  /** The time that the record says. */
  recordTime: number
  value: string
}

export const iso = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z')

export const windowStart = (time: number): number => Math.floor(time / MINUTE) * MINUTE

export const windowKey = (sensor: string, time: number): string => `${sensor}@${iso(windowStart(time))}`

/** The object, with members in any order and some that nobody asked for. */
export function asObject(
  random: Random,
  { sensor, celsius, time }: Pick<Reading, 'sensor' | 'celsius' | 'time'>,
): string {
  const more: [string, unknown][] = [
    ['place', `${random.word()} ${random.word()}`],
    ['battery', random.int(0, 100) / 100],
    ['flags', random.times(random.int(0, 3), () => random.word())],
    ['calibrated', random.pick([true, false, null])],
    ['maker', { name: random.word(), year: random.int(1990, 2024) }],
  ]
  const members: [string, unknown][] = [
    ['sensor', sensor],
    ['celsius', celsius],
    ['timestamp', iso(time)],
    ...random.sample(more, random.int(0, 3)),
  ]
  return JSON.stringify(Object.fromEntries(random.shuffle(members)))
}

/** What makes a reading this one and no other; undefined where it is none. */
export function identity(value: Buffer | string | null): string | undefined {
  const object = parseObject(value)
  return object && identityOf(object)
}

const identityOf = ({ sensor, celsius, timestamp }: JsonObject): string => `${sensor} ${celsius} ${timestamp}`
