// What is shown of what a program printed: so much that the cause is in it, and not more than is read. The one place that decides it.
import { bounded } from './bounded.ts'
import { foldRepeats } from './fold.ts'
import { causeAt, isCompileError, tellsCause } from './marks.ts'
import { withoutForeignFrames } from './stacks.ts'
import { type Place, tidyLines } from './tidy.ts'

export type { Place } from './tidy.ts'

/** Lines of one output that are shown at most. */
const LINES = 20
/** Characters of a line: of one that tells the cause nothing is left out below this. */
const LONG = 300
const LONG_CAUSE = 1200

export interface ExcerptOptions {
  /** Folders whose paths are left out. */
  places?: readonly Place[]
  /** At most so many lines. */
  lines?: number
}

/**
 * The part of an output that tells what happened. Of a stack of Node, Java or Python the message, the first frame of the student's own and the last
 * cause; of a compiler the first errors; of everything else the last lines, and those that name an error. Repeated lines are folded, long
 * ones keep their beginning and what matters in them; what was left out is said where it was.
 */
export function excerpt(output: string, { places, lines = LINES }: ExcerptOptions = {}): string {
  const all = foldRepeats(withoutForeignFrames(tidyLines(bounded(output), places))).map(shortened)
  while (all[0]?.trim() === '') all.shift()
  return pickLines(all, lines).join('\n').trimEnd()
}

/** So many of the lines that the causes are among them; where others were left out, a line says how many. */
export function pickLines(lines: readonly string[], limit: number): string[] {
  if (lines.length <= limit) return [...lines]
  const wanted = new Set<number>()
  const room = Math.max(1, limit - 2)
  const firstError = lines.findIndex(isCompileError)
  if (firstError >= 0) {
    for (let at = firstError; at < lines.length && wanted.size < room - 2; at++) wanted.add(at)
    // How many errors there were.
    for (const at of [lines.length - 2, lines.length - 1]) wanted.add(at)
  } else {
    // Of what is said again and again the last time.
    const latest = new Map(lines.map((line, at) => [line, at]))
    const causes = [...latest].flatMap(([line, at]) => (tellsCause(line) ? [at] : [])).sort((a, b) => a - b)
    // The first error is often the cause of the others; the last one ended the program.
    const first = causes[0]
    if (first !== undefined) wanted.add(first)
    for (const at of causes.toReversed()) if (wanted.size < Math.ceil(room / 2)) wanted.add(at)
    for (let at = lines.length - 1; at >= 0 && wanted.size < room; at--) wanted.add(at)
  }
  return withGaps(lines, wanted)
}

function withGaps(lines: readonly string[], wanted: ReadonlySet<number>): string[] {
  const picked: string[] = []
  let left = 0
  const gap = (): void => {
    if (left > 0) picked.push(`… ${left} line${left === 1 ? '' : 's'} left out …`)
    left = 0
  }
  for (const [at, line] of lines.entries()) {
    if (wanted.has(at)) {
      gap()
      picked.push(line)
    } else left++
  }
  gap()
  return picked
}

/** A line of bearable length: its beginning, and what matters in it. */
function shortened(whole: string): string {
  // A stack inside of a string, as in a log of JSON lines.
  const line = whole.length > LONG ? whole.replace(/(?:\\n\s+at (?:[^"\\]|\\[^n])*)+/g, '…') : whole
  const cause = causeAt(line)
  const longest = cause < 0 ? LONG : LONG_CAUSE
  if (line.length <= longest) return line.toWellFormed()
  const says = `(${line.length} characters)`
  const piece = (from: number, to?: number): string => line.slice(from, to).toWellFormed()
  if (cause < 0) return `${piece(0, 200)} … ${piece(-60)} ${says}`
  if (cause < LONG) return `${piece(0, LONG_CAUSE - 100)} … ${says}`
  return `${piece(0, 120)} … ${piece(cause, cause + LONG_CAUSE - 300)}${cause + LONG_CAUSE - 300 < line.length ? ' …' : ''} ${says}`
}
