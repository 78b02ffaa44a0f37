// Why a check did not pass, in one screen: what was expected, what was seen, what to think about next, and where.
import { pickLines } from '#harness/excerpt/excerpt.ts'
import { tellsCause } from '#harness/excerpt/marks.ts'
import { NO_MARK_LOST } from '#harness/results/check-text.ts'
import { checkValues } from '#harness/results/check-values.ts'
import type { CheckResult, Evidence } from '#harness/results/result.ts'
import {
  beside,
  type Look,
  labelled,
  paints,
  paragraph,
  shown,
  shownTitle,
  widthOf,
} from '#harness/results/terminal-look.ts'
import { columns, cutEnd, cutLines, cutMiddle, wrap } from '#harness/results/terminal-text.ts'

const MAX_VALUE_LINES = 7
const MAX_PIECES = 3
/** On the screen, of all pieces together; what was printed is an excerpt already, and seldom comes near it. */
const MAX_EVIDENCE_ROWS = 24
/** Rows of one line: a line that tells the cause is wrapped, not cut. */
const MAX_ROWS_OF_A_LINE = 2
const MAX_ROWS_OF_A_CAUSE = 8

/** Empty for a check that passed. */
export const renderCheckDetails = (check: CheckResult, look: Look): string => {
  if (check.status === 'passed') return ''
  const values = checkValues(check)
  const parts = [
    check.message ? paragraph(limited(check.message, look), look) : [],
    check.status === 'harness-error' ? paragraph(NO_MARK_LOST, look) : [],
    values.filter(([label]) => label !== 'hint').flatMap(([label, text]) => value(label, text, look)),
    values.filter(([label]) => label === 'hint').flatMap(([label, text]) => value(label, text, look)),
    evidenceLines(check.evidence, look),
  ]
  const empty = beside('', look)
  return parts
    .filter(part => part.length > 0)
    .map(part => part.join('\n'))
    .join(`\n${empty}\n`)
}

/** Why a check did not pass, on one line; the whole of it stands at the end, and in the report. Empty for one that passed. */
export const renderCheckReason = (check: CheckResult, look: Look): string => {
  if (check.status === 'passed' || !check.message) return ''
  return beside(cutEnd(shownTitle(check.message), widthOf(look) - 7), look)
}

const value = (label: string, text: string, look: Look): string[] =>
  labelled(label, limited(text, look), look, lines => cutLines(lines, MAX_VALUE_LINES))

/** One endless line must not fill the screen: it is cut in its middle before it is wrapped. */
const limited = (text: string, look: Look): string =>
  cutLines(shown(text).trimEnd().split('\n'), MAX_VALUE_LINES)
    .map(line => cutMiddle(line, 3 * widthOf(look)))
    .join('\n')

const evidenceLines = (evidence: readonly Evidence[], look: Look): string[] => {
  const { bold, dim } = paints(look)
  const pieces = evidence.slice(0, MAX_PIECES).map(piece => ({
    ...piece,
    lines: shown(piece.text)
      .trimEnd()
      .split('\n')
      .map(line => rowsOf(line, widthOf(look) - 8)),
  }))
  const room = shares(pieces.map(({ lines }) => lines.flat().length))
  const rows = pieces.flatMap(({ at, source, lines }, index) => {
    const rest = ` at ${timeOf(at)}`
    return [
      beside(`${bold(cutEnd(shownTitle(source), widthOf(look) - columns(rest) - 6))}${dim(rest)}`, look),
      ...fitting(lines, room[index] ?? 0).map(row => beside(`  ${row}`, look)),
    ]
  })
  const more = evidence.length - pieces.length
  if (more > 0) rows.push(beside(dim(`and ${more} more in result.json`), look))
  return rows
}

/** A line as rows of the screen. */
const rowsOf = (line: string, width: number): string[] => {
  const most = tellsCause(line) ? MAX_ROWS_OF_A_CAUSE : MAX_ROWS_OF_A_LINE
  return wrap(cutMiddle(line.replaceAll('\t', '  '), most * width), width)
}

/** Room for each piece: what it needs, and where that is too much in all, what the others leave. */
const shares = (needed: readonly number[]): number[] => {
  const given = needed.map(() => 0)
  let left = MAX_EVIDENCE_ROWS
  for (const index of [...needed.keys()].sort((a, b) => (needed[a] ?? 0) - (needed[b] ?? 0))) {
    const waiting = given.filter(rows => rows === 0).length
    given[index] = Math.min(needed[index] ?? 0, Math.max(4, Math.floor(left / waiting)))
    left -= given[index]
  }
  return given
}

/** As many of the lines as there is room for, the causes among them. */
const fitting = (lines: readonly string[][], room: number): string[] => {
  const texts = lines.map(rows => rows.join('\n'))
  for (let limit = texts.length; limit > 3; limit--) {
    const rows = pickLines(texts, limit).flatMap(text => text.split('\n'))
    if (rows.length <= room) return rows
  }
  return cutLines(
    pickLines(texts, 3).flatMap(text => text.split('\n')),
    Math.max(room, 4),
  )
}

const timeOf = (at: string): string => {
  const time = /T(\d\d:\d\d:\d\d)[\d.]*Z$/.exec(at)?.[1]
  return time ? `${time} UTC` : cutEnd(shownTitle(at), 12)
}
