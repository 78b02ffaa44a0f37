// A program that waits says the same thing over and over again: once is enough, with how often.

/** Longer repetitions than of so many lines are left as they are. */
const LONGEST_PERIOD = 4
const FEWEST_TIMES = 3

/** Lines are alike when nothing but the time, or the number of the attempt, differs. */
function sense(line: string): string {
  return line
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]*(Z|[+-]\d\d:?\d\d)?/g, '<time>')
    .replace(/\b\d{1,2}:\d\d:\d\d([.,]\d+)?\b/g, '<time>')
    .replace(/"(retryCount|retryTime|correlationId|timestamp)":"?\d+"?/g, '"$1":<n>')
    .replace(/\btotal=\d+/g, 'total=<n>')
    .replace(/\b0x[0-9a-f]{4,16}\b/g, '<address>')
    .replace(/\b(attempt|try|retry|correlation id)[ #:]+\d+/gi, '$1 <n>')
}

/** Repeated lines, and groups of up to four lines that come again and again, once each: the last of them, and how often. */
export function foldRepeats(lines: readonly string[]): string[] {
  const senses = lines.map(sense)
  const folded: string[] = []
  for (let at = 0; at < lines.length; ) {
    const [period, times] = repetition(senses, at)
    if (times < FEWEST_TIMES || senses.slice(at, at + period).every(line => line === '')) {
      folded.push(lines[at] ?? '')
      at++
      continue
    }
    const end = at + period * times
    const last = lines.slice(end - period, end)
    if (period === 1) folded.push(`${last[0]} (${times} times)`)
    else folded.push(...last, `(these ${period} lines ${times} times)`)
    at = end
  }
  return folded
}

/** How many lines come again from here on, and how often; the shortest period that repeats. */
function repetition(senses: readonly string[], at: number): [period: number, times: number] {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let matching = 0
    while (at + period + matching < senses.length && senses[at + matching] === senses[at + period + matching])
      matching++
    const times = 1 + Math.floor(matching / period)
    if (times >= FEWEST_TIMES) return [period, times]
  }
  return [1, 1]
}
