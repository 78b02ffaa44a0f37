// How a table differs from what it ought to be, in few words.
import { shownBytes } from './shown-bytes.ts'

export interface Comparison<T> {
  /** Whether two values are the same; by default as `===` says. */
  same?: (seen: T, expected: T) => boolean
  /** How a value is told. */
  show?: (value: T) => string
  /** The rows that are looked at; all by default. */
  keys?: readonly string[]
}

type Table<T> = ReadonlyMap<string, T>

/** Keys of the rows that differ from what they ought to be, in order. */
export function wrongKeys<T>(
  seen: Table<T>,
  expected: Table<T>,
  { same = Object.is, keys = [...new Set([...expected.keys(), ...seen.keys()])].sort() }: Comparison<T> = {},
): string[] {
  return keys.filter(key => {
    const [one, other] = [seen.get(key), expected.get(key)]
    if (one === undefined || other === undefined) return one !== other
    return !same(one, other)
  })
}

/** One line a row that differs: `c-7: expected 3, seen 2`. */
export function rowDifferences<T>(
  seen: Table<T>,
  expected: Table<T>,
  comparison: Comparison<T> = {},
): string[] {
  const { show = String } = comparison
  const told = (value: T | undefined): string => (value === undefined ? 'nothing' : shownBytes(show(value)))
  return wrongKeys(seen, expected, comparison).map(
    key => `${shownBytes(key)}: expected ${told(expected.get(key))}, seen ${told(seen.get(key))}`,
  )
}

/** The first few, and how many more there are: `a; b; c; and 12 more`. */
export function someLines(lines: readonly string[], most = 6): string {
  const left = lines.length - most
  return left > 0 ? `${lines.slice(0, most).join('; ')}; and ${left} more` : lines.join('; ')
}
