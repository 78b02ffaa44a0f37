// What is wrong with what the application gave, told for each check apart.
import {
  type Finding,
  keyText,
  parseObject,
  type StoredRecord,
  sameJson,
  shownBytes,
  someLines,
} from '#harness/exercise/words.ts'
import { identity, iso, type Purpose, type Reading, windowKey, windowStart } from './readings.ts'
import type { Window, Windows } from './windows.ts'

/** The values that each key of `sensor-maxima` was given, in the order of their coming. */
export type Given = ReadonlyMap<string, readonly string[]>

export function givenBy(records: readonly StoredRecord[]): Given {
  const given = new Map<string, string[]>()
  for (const record of records) {
    const key = shownBytes(keyText(record))
    const value = record.value === null ? '(no value)' : shownBytes(record.value)
    given.set(key, [...(given.get(key) ?? []), value])
  }
  return given
}

/** Windows that have been given although they are open. */
export function earlyWindows(given: Given, windows: Windows): Window[] {
  return windows.open.filter(({ key }) => given.has(key))
}

/** How a window's records differ from the one right one; undefined where they do not. */
export function windowProblem({ key, highest }: Window, given: Given): string | undefined {
  const values = given.get(key)
  const right = String(highest)
  if (!values) return `${key}: missing (right: ${right})`
  if (values.at(-1) !== right) return `${key}: ${values.join(', then ')} (right: ${right})`
  if (values.length > 1) return `${key}: ${values.length} records (${values.join(', then ')})`
  return undefined
}

/** The same, where a record again is free and interim values are another check's matter. */
export function lastProblem(window: Window, given: Given): string | undefined {
  const last = given.get(window.key)?.slice(-1)
  return windowProblem(window, last ? new Map([[window.key, last]]) : new Map())
}

/** Keys that no window has, or none that counts, by the check that they belong to. */
export function strangeKeys(given: Given, windows: Windows, fed: readonly Reading[]): Map<string, Purpose> {
  const lateOnly = new Map(
    windows.late.map(({ sensor, time, purpose }) => [windowKey(sensor, time), purpose]),
  )
  const byRecord = new Set(
    fed
      .filter(({ time, recordTime }) => windowStart(time) !== windowStart(recordTime))
      .map(({ sensor, recordTime }) => windowKey(sensor, recordTime)),
  )
  const strange = new Map<string, Purpose>()
  for (const key of given.keys()) {
    if (windows.get(key)) continue
    strange.set(key, lateOnly.get(key) ?? (byRecord.has(key) ? 'own-time' : 'final-results'))
  }
  return strange
}

/** What is wrong in `late-readings`, by the purpose of the reading that it is about. */
export function lateProblems(
  records: readonly StoredRecord[],
  windows: Windows,
  fed: readonly Reading[],
): { purpose: Purpose; text: string }[] {
  const all = new Map(fed.map(reading => [identity(reading.value), reading]))
  const late = new Set(windows.late)
  const found = new Set<Reading>()
  const problems: { purpose: Purpose; text: string }[] = []
  for (const record of records) {
    const shown = record.value === null ? '(no value)' : shownBytes(record.value)
    const reading = all.get(identity(record.value))
    const told = (text: string): void => {
      problems.push({ purpose: reading?.purpose ?? 'late-readings', text })
    }
    if (!reading) told(`${shown} is no reading that was sent`)
    else if (!late.has(reading)) told(`${named(reading)} was not late`)
    else {
      found.add(reading)
      if (keyText(record) !== reading.sensor)
        told(`${named(reading)} has the key ${shownBytes(keyText(record))}`)
      if (!sameJson(parseObject(record.value), parseObject(reading.value)))
        told(`${shown} instead of ${reading.value}`)
    }
  }
  for (const reading of late) {
    if (!found.has(reading)) problems.push({ purpose: reading.purpose, text: `${named(reading)} is missing` })
  }
  return problems
}

const named = ({ sensor, time, celsius }: Reading): string => `${sensor} ${iso(time)} ${celsius}`

/** Has all been given that is due, right or wrong? */
export function allShown(given: Given, late: readonly StoredRecord[], windows: Windows): boolean {
  const put = new Set(late.map(({ value }) => identity(value)))
  return (
    windows.closed.every(({ key }) => given.has(key)) &&
    windows.late.every(({ value }) => put.has(identity(value)))
  )
}

/** Is there anything that nothing can put right: another window, a closed one that is wrong, a reading aside that was not late? */
export function wrongForGood(given: Given, late: readonly StoredRecord[], windows: Windows): boolean {
  const lateOnes = new Set(windows.late.map(({ value }) => identity(value)))
  return (
    late.some(({ value }) => !lateOnes.has(identity(value))) ||
    [...given].some(([key, values]) => {
      const window = windows.get(key)
      return !window || (windows.isClosed(window) && values.at(-1) !== String(window.highest))
    })
  )
}

/** The finding that these lines make; undefined where there are none. */
export function finding(
  lines: readonly string[],
  { what, expected, hint, ...rest }: { what: string; expected: string; hint: string } & Partial<Finding>,
): Finding | undefined {
  if (lines.length === 0) return undefined
  return { message: what, expected, actual: someLines(lines), hint, ...rest }
}
