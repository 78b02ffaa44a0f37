// The lines that `produce` is fed, and what became of them.
import type { Random } from '#harness/exercise/words.ts'

/** Plain lines that no reader mangles: they show whether lines arrive at all. */
export function plainLines(random: Random, count: number, label: string): string[] {
  return random.times(
    count,
    index => `${label} ${index} ${random.times(random.int(2, 6), () => random.word()).join(' ')}`,
  )
}

/** The longest line that is ever fed, in bytes of UTF-8 without its `\n`: there is one in every run. */
export const LONGEST_LINE = 100_000

/**
 * Lines that a careless reader changes, one of each kind in every run: blanks at the ends, blanks only, other alphabets, quotes, the longest
 * line there is, the same line twice.
 */
export function awkwardLines(random: Random): string[] {
  const word = (): string => random.word()
  const twice = `again and again ${word()}`
  return random.shuffle([
    `   indented ${word()}`,
    `${word()} with blanks behind   `,
    ' '.repeat(random.int(1, 5)),
    `\t${word()}\tbetween\ttabs\t`,
    `Zażółć gęślą jaźń ${word()} – Ünïcödé 漢字 🚀 ${word()}`,
    `"quoted" 'twice' \\n back\\slash $HOME \`${word()}\` %s ${word()}`,
    `key:${word()},{"json":"${word()}"}`,
    `--${word()} -n -e`,
    `*  ${word()}  ?`,
    longLine(random, LONGEST_LINE),
    twice,
    twice,
  ])
}

/** A line of exactly so many bytes, words of several alphabets in it. */
export function longLine(random: Random, bytes: number): string {
  const words = `${random.word()} größer 漢字 ${random.word()} `
  const whole = words.repeat(Math.floor((bytes - 10) / Buffer.byteLength(words)))
  return whole + 'x'.repeat(bytes - Buffer.byteLength(whole))
}

export interface Tally {
  /** Lines that are in the topic less often than they were sent. */
  missing: string[]
  /** Lines that are in the topic more often than they were sent. */
  extra: { line: string; sent: number; stored: number }[]
}

export function tally(sent: readonly string[], values: readonly (Buffer | null)[]): Tally {
  const count = (lines: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
    return counts
  }
  // Compared as bytes, one character a byte: values need not be valid UTF-8.
  const latin = (line: string): string => Buffer.from(line).toString('latin1')
  const stored = count(values.map(value => value?.toString('latin1') ?? ''))
  const result: Tally = { missing: [], extra: [] }
  for (const [line, times] of count(sent)) {
    const there = stored.get(latin(line)) ?? 0
    if (there === 0) result.missing.push(line)
    if (there !== times && there > 0) result.extra.push({ line, sent: times, stored: there })
  }
  return result
}

/** Records that are none of the lines, such as a line that was trimmed: they show best what went wrong. */
export function strangers(sent: readonly string[], values: readonly (Buffer | null)[]): string[] {
  const known = new Set(sent.map(line => Buffer.from(line).toString('latin1')))
  return values
    .filter(value => value === null || !known.has(value.toString('latin1')))
    .map(value => (value === null ? '(no value)' : value.toString()))
}

/** A line as a message shows it: quoted, long ones cut. */
export function shown(line: string): string {
  return line.length > 60
    ? `${JSON.stringify(line.slice(0, 60))}… (${line.length} characters)`
    : JSON.stringify(line)
}
