// Why a check did not pass, in one screen: what was expected, what was seen, what to think about next, and where.
import { NO_MARK_LOST } from '#harness/results/check-text.ts'
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
import { columns, cutEnd, cutLines, cutMiddle } from '#harness/results/terminal-text.ts'

const MAX_VALUE_LINES = 7
const MAX_PIECES = 3
const MAX_EVIDENCE_LINES = 12

/** Empty for a check that passed. */
export const renderCheckDetails = (check: CheckResult, look: Look): string => {
  if (check.status === 'passed') return ''
  const parts = [
    check.message ? paragraph(limited(check.message, look), look) : [],
    check.status === 'harness-error' ? paragraph(NO_MARK_LOST, look) : [],
    [
      ...(check.expected ? value('expected', check.expected, look) : []),
      ...(check.actual ? value('actual', check.actual, look) : []),
    ],
    check.hint ? value('hint', check.hint, look) : [],
    evidenceLines(check.evidence, look),
  ]
  const empty = beside('', look)
  return parts
    .filter(part => part.length > 0)
    .map(part => part.join('\n'))
    .join(`\n${empty}\n`)
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
  const pieces = evidence.slice(0, MAX_PIECES)
  const share = Math.floor(MAX_EVIDENCE_LINES / Math.max(1, pieces.length))
  const lines = pieces.flatMap(({ at, source, text }) => {
    const all = shown(text).trimEnd().split('\n')
    const last = all.slice(-share)
    const omitted = all.length > last.length ? `, the last ${last.length} of ${all.length} lines` : ''
    const rest = ` at ${timeOf(at)}${omitted}`
    return [
      beside(`${bold(cutEnd(shownTitle(source), widthOf(look) - columns(rest) - 6))}${dim(rest)}`, look),
      ...last.map(line => beside(`  ${cutMiddle(line.replaceAll('\t', '  '), widthOf(look) - 8)}`, look)),
    ]
  })
  const more = evidence.length - pieces.length
  if (more > 0) lines.push(beside(dim(`and ${more} more in result.json`), look))
  return lines
}

const timeOf = (at: string): string => {
  const time = /T(\d\d:\d\d:\d\d)[\d.]*Z$/.exec(at)?.[1]
  return time ? `${time} UTC` : cutEnd(shownTitle(at), 12)
}
