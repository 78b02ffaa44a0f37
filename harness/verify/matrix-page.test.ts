import { expect, test } from 'vitest'
import type { CaseResult } from './judge-case.ts'
import { renderPage } from './matrix-page.ts'
import { ledgerOf } from './verify-report.ts'

const result = (given: Partial<CaseResult>): CaseResult => ({
  exercise: '03-word-count',
  kind: 'wrong',
  name: 'key-in-quotes',
  title: 'the word is written with quotes',
  fails: ['guide-sentences'],
  seed: 'abc',
  durationMs: 7800,
  checks: [
    { id: 'setup-succeeds', status: 'passed', durationMs: 100 },
    { id: 'guide-sentences', status: 'failed', durationMs: 3000, message: '8 wrong counts' },
    { id: 'survives-crash', status: 'skipped', durationMs: 0 },
  ],
  problems: [],
  ...given,
})

const page = (results: CaseResult[], unkilled: string[] = []): string =>
  renderPage({ results, unkilled, ledger: ledgerOf(results), durationMs: 61_000 })

test('a row a case, a column a check', () => {
  const html = page([result({})])
  expect(html).toContain('<h1 class="passed">✔ All of 1 case(s) as they should be</h1>')
  expect(html).toContain(
    '<th scope="row" title="the word is written with quotes">wrong/key-in-quotes</th>' +
      '<td class="mark passed">✔</td><td class="mark failed">✘</td><td class="mark skipped">↷</td>' +
      '<td class="number soft">7.8 s</td>',
  )
})

test('surprises stand on top, with what was seen and the seed, and nothing in them is markup', () => {
  const html = page(
    [
      result({
        problems: ['guide-sentences did not catch it'],
        checks: [{ id: 'guide-sentences', status: 'passed', durationMs: 1, details: 'actual: <script>' }],
      }),
    ],
    ['03-word-count/survives-crash'],
  )
  expect(html).toContain('<h1 class="failed">✘ 1 of 1 case(s) not as they should be</h1>')
  expect(html).toContain('03-word-count/survives-crash: no wrong case is caught by it')
  expect(html).toContain('<p>guide-sentences did not catch it</p>')
  expect(html).toContain('<p class="soft">seed abc</p>')
  expect(html).toContain('actual: &lt;script&gt;')
  expect(html).not.toContain('<script>')
})

test('the ledger counts right work only, and shows once something ran twice', () => {
  const reference = result({ kind: 'reference', name: 'reference', problems: [] })
  const results = [reference, { ...reference }, result({})]
  expect(ledgerOf(results)).toEqual([
    { check: '03-word-count/setup-succeeds', runs: 2, failures: 0 },
    { check: '03-word-count/guide-sentences', runs: 2, failures: 2 },
    { check: '03-word-count/survives-crash', runs: 2, failures: 2 },
  ])
  expect(page(results)).toContain('<h2>Flake ledger</h2>')
  expect(page([reference])).not.toContain('<h2>Flake ledger</h2>')
})
