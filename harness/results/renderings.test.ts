import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { exampleResult, exampleWith } from '#harness/results/example-result.ts'
import { renderings, writeRenderings } from '#harness/results/renderings.ts'
import { RENDERED_FILES } from '#harness/results/report-files.ts'
import { ReportsFolder } from '#harness/results/reports-folder.ts'
import { openResultFile } from '#harness/results/result-file.ts'

const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'reports-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return ReportsFolder.open(path)
}

test('the next grade knows the name of every file that this one writes', () => {
  expect(renderings.map(({ file }) => file)).toEqual(RENDERED_FILES)
})

test('all are written', () => {
  const reports = folder()
  writeRenderings(reports, exampleResult)
  expect(readdirSync(reports.path)).toEqual([...RENDERED_FILES].sort())
})

test('one that breaks is named, and keeps none of the others away', () => {
  const reports = folder()
  const broken = {
    file: 'junit.xml' as const,
    render: () => {
      throw new Error('no')
    },
  }
  expect(() => writeRenderings(reports, exampleResult, [broken, ...renderings.slice(1)])).toThrow(
    'junit.xml could not be made from result.json',
  )
  expect(readFileSync(join(reports.path, 'report.html'), 'utf8')).toContain('<!doctype html>')
})

test('no text of a submission breaks any of them, and JSON stays JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      for (const { file, render } of renderings) {
        const rendered = render(exampleWith(text))
        expect(rendered.isWellFormed()).toBe(true)
        if (file.endsWith('.json')) JSON.parse(rendered)
      }
    }),
    { numRuns: 25 },
  )
})

test('a line of ten megabytes, markup, escapes and half a character end as small files in every format', () => {
  const { path } = folder()
  const text = `<script>\u001b[31m\u202e\ud800]]>${'x'.repeat(10 << 20)}`
  const { maxPoints, seed, grader, submission, startedAt } = exampleResult
  const file = openResultFile({
    reports: path,
    header: { maxPoints, seed, grader, submission, startedAt },
  })
  file.beginExercise({ id: '01-x', title: text, maxPoints: 10 })
  const check = { id: 'a', title: text, status: 'failed' as const, maxPoints: 10, durationMs: 1 }
  const said = { message: text, expected: text, actual: `${text}.`, hint: text }
  file.recordCheck('01-x', {
    ...check,
    ...said,
    evidence: [{ at: '2026-11-12T22:00:00.000Z', source: text, text }],
  })
  file.endExercise('01-x')
  writeRenderings(file.reports, file.finish())
  for (const name of readdirSync(path)) {
    const written = readFileSync(join(path, name), 'utf8')
    expect(written.length, name).toBeLessThan(500_000)
    if (name.endsWith('.json')) continue
    for (const sign of ['<script', '\u001b', '\u202e']) expect(written.includes(sign), name).toBe(false)
  }
})
