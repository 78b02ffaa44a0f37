// What was expected and what was seen, with the differences marked where the two are alike enough for marks to help.
import { diffLines, diffWordsWithSpace } from 'diff'
import { checkValues } from '#harness/results/check-values.ts'
import { escapeHtml } from '#harness/results/html-escape.ts'
import type { CheckResult } from '#harness/results/result.ts'

/** Longer texts are compared by line: words would take too long. */
const LONGEST_BY_WORD = 2000
const LONGEST = 20_000
/** Of what is in both; where less is alike, marks are noise. */
const ALIKE = 0.4

export function values(check: CheckResult): string {
  const said = checkValues(check)
  const expected = said.find(([label]) => label === 'expected')?.[1]
  const actual = said.find(([label]) => label === 'actual')?.[1]
  if (expected === undefined && actual === undefined) return ''
  const marked = expected !== undefined && actual !== undefined ? compared(expected, actual) : undefined
  const block = (label: string, html: string): string =>
    `<div><p class="label">${label}</p><pre tabindex="0">${html}</pre></div>`
  return (
    '<div class="values">' +
    `${expected === undefined ? '' : block('Expected', marked?.expected ?? escapeHtml(expected))}` +
    `${actual === undefined ? '' : block('Actual', marked?.actual ?? escapeHtml(actual))}</div>`
  )
}

export function compared(expected: string, actual: string): { expected: string; actual: string } | undefined {
  const longest = Math.max(expected.length, actual.length)
  if (longest > LONGEST) return undefined
  const parts =
    longest > LONGEST_BY_WORD
      ? diffLines(expected, actual, { timeout: 200 })
      : diffWordsWithSpace(expected, actual, { timeout: 200 })
  if (!parts) return undefined
  const same = parts.filter(({ added, removed }) => !added && !removed)
  const alike = same.reduce((sum, { value }) => sum + value.trim().length, 0)
  if (alike < ALIKE * Math.min(expected.trim().length, actual.trim().length)) return undefined
  const side = (gone: 'added' | 'removed', mark: 'ins' | 'del'): string =>
    parts
      .filter(part => !part[gone])
      .map(({ value, added, removed }) =>
        added || removed ? `<${mark}>${escapeHtml(value)}</${mark}>` : escapeHtml(value),
      )
      .join('')
  return { expected: side('added', 'del'), actual: side('removed', 'ins') }
}
