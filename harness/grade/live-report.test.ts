import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { exampleResult } from '#harness/results/example-result.ts'
import { GradeResult } from '#harness/results/result.ts'
import { openResultFile } from '#harness/results/result-file.ts'
import { liveReport } from './live-report.ts'

const checks = [
  { id: 'setup-succeeds', points: 2 },
  { id: 'topic-layout', points: 2, needs: ['setup-succeeds'] },
  { id: 'guide-sentences', points: 3, needs: ['topic-layout'] },
  { id: 'survives-crash', points: 3, needs: ['guide-sentences'] },
].map(check => ({
  ...check,
  title: `the title of ${check.id}`,
  body: async () => {},
  at: { file: 'suite.ts', line: 1 },
}))
const exercise = { id: '03-word-count', title: 'Word count', maxPoints: 10 }

function reporting(isTTY = false, sideBySide = false, plain = false) {
  const reports = mkdtempSync(path.join(tmpdir(), 'live-report-'))
  onTestFinished(() => rmSync(reports, { recursive: true }))
  const { maxPoints, seed, grader, submission, startedAt } = exampleResult
  const file = openResultFile({ reports, header: { maxPoints, seed, grader, submission, startedAt } })
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 100 }) as unknown as NodeJS.WriteStream &
    PassThrough
  let shown = ''
  stream.on('data', (data: Buffer) => (shown += data.toString()))
  const report = liveReport(file, { stream, sideBySide, plain })
  const block = report.begin(exercise, checks)
  const judge = (id: string, status: 'passed' | 'failed' | 'skipped'): void =>
    block.check({
      id,
      title: `the title of ${id}`,
      maxPoints: checks.find(check => check.id === id)?.points ?? 0,
      status,
      durationMs: 10,
      evidence: [],
      ...(status === 'skipped' ? { message: 'needs the one before it' } : {}),
    })
  const recorded = () =>
    GradeResult.parse(JSON.parse(readFileSync(path.join(reports, 'result.json'), 'utf8'))).exercises[0]
      ?.checks
  return { report, block, judge, recorded, shown: () => shown }
}

test('a row of skipped checks is one line that names the root; each keeps its own place in the result', () => {
  const { block, judge, recorded, shown } = reporting()
  judge('setup-succeeds', 'failed')
  for (const id of ['topic-layout', 'guide-sentences', 'survives-crash']) judge(id, 'skipped')
  block.end()
  const lines = shown().trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[2]).toMatch(/^ {2}↷ 3 checks {2}need setup-succeeds, which failed: topic-layout, .* 0\/8 +–$/)
  expect(recorded()?.slice(1)).toMatchObject([
    { id: 'topic-layout', message: 'needs setup-succeeds, which failed', because: ['setup-succeeds'] },
    { id: 'guide-sentences', message: 'needs setup-succeeds, which failed', because: ['setup-succeeds'] },
    { id: 'survives-crash', message: 'needs setup-succeeds, which failed', because: ['setup-succeeds'] },
  ])
})

test('after close() nothing is recorded or shown, but a row that had begun is', () => {
  const { report, block, judge, recorded, shown } = reporting()
  judge('setup-succeeds', 'failed')
  judge('topic-layout', 'skipped')
  report.close()
  const before = shown()
  expect(before).toContain('needs setup-succeeds, which failed')
  judge('guide-sentences', 'failed')
  block.note('late')
  block.end()
  expect(shown()).toBe(before)
  expect(recorded()).toHaveLength(2)
})

test('a person who watches sees what is waited for, in a line that goes away; a log does not', () => {
  for (const isTTY of [true, false]) {
    const { block, judge, shown } = reporting(isTTY)
    block.beginCheck('setup-succeeds')
    block.waiting({ what: 'setup to end', waitedMs: 5000, leftMs: 55_000, stretch: 1 })
    expect(shown()).not.toContain('waiting')
    block.waiting({ what: 'setup to end', waitedMs: 12_000, leftMs: 48_000, stretch: 1 })
    expect(shown().includes('waiting for setup to end (12 s, at most 48 s more)')).toBe(isTTY)
    const before = shown().length
    judge('setup-succeeds', 'passed')
    expect(shown().slice(before).startsWith('\r\u001b[2K')).toBe(isTTY)
  }
})

test('exercises side by side are shown as whole blocks, each when it is over; meanwhile a person sees what runs', () => {
  const { report, block, judge, shown } = reporting(true, true)
  block.beginCheck('setup-succeeds')
  const other = report.begin({ id: '04-schema-registry', title: 'Registry', maxPoints: 10 }, checks)
  other.beginCheck('topic-layout')
  expect(shown()).toContain('… 03 setup-succeeds · 04 topic-layout')
  judge('setup-succeeds', 'passed')
  expect(shown()).not.toContain('Word count')
  block.end()
  expect(shown()).toMatch(/03-word-count {2}Word count\n {2}✔ setup-succeeds/)
  expect(shown()).not.toContain('Registry')
  report.close()
  expect(shown()).toContain('04-schema-registry  Registry')
})

test('an exercise that begins anew shows and records its second run alone, and a note says why', () => {
  const { block, judge, recorded, shown } = reporting(false, true)
  judge('setup-succeeds', 'passed')
  judge('topic-layout', 'failed')
  block.again('graded again: the process of its lab ended (SIGKILL)')
  expect(recorded()).toEqual([])
  judge('setup-succeeds', 'failed')
  judge('topic-layout', 'skipped')
  block.end()
  expect(recorded()?.map(({ status }) => status)).toEqual(['failed', 'skipped'])
  expect(shown().trim().split('\n')).toHaveLength(4)
  expect(shown()).toMatch(
    /03-word-count .*\n {2}↻ graded again: the process of its lab ended \(SIGKILL\)\n {2}✘ setup-succeeds/,
  )
})

test('for a screen reader nothing is drawn over, and a wait is told of now and then', () => {
  const { block, judge, shown } = reporting(true, false, true)
  block.beginCheck('setup-succeeds')
  for (const waitedMs of [5000, 12_000, 13_000, 41_000, 43_000])
    block.waiting({ what: 'setup to end', waitedMs, leftMs: 60_000 - waitedMs, stretch: 1 })
  judge('setup-succeeds', 'passed')
  block.end()
  for (const sign of ['\r', '\u001b']) expect(shown()).not.toContain(sign)
  expect(shown().trim().split('\n').slice(1)).toEqual([
    '  setup-succeeds: waiting for setup to end, 12 s, at most 48 s more',
    '  setup-succeeds: waiting for setup to end, 43 s, at most 17 s more',
    '  passed: setup-succeeds, the title of setup-succeeds, 2 of 2 points, 0.0 s',
  ])
})
