import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { MAX_TEXT_BYTES } from '#harness/results/capped-text.ts'
import { exampleResult } from '#harness/results/example-result.ts'
import { ReportsFolder, ReportsUnwritable } from '#harness/results/reports-folder.ts'
import { openResultFile, type ResultHeader } from '#harness/results/result-file.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'

const { maxPoints, seed, grader, submission, startedAt } = exampleResult
const header: ResultHeader = { maxPoints, seed, grader, submission, startedAt }
const wordCount = { id: '03-word-count', title: 'Word count', maxPoints: 10 }
const passed = { title: 'a check', status: 'passed', maxPoints: 2.5, durationMs: 10.4 } as const

let reports: string
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'reports '))
  reports = join(folder, 'deep', 'reports')
  return () => rmSync(folder, { recursive: true, force: true })
})
const onDisk = () => resultAt(reports)

/** A clock that is one second later at every look. */
const ticking = () => {
  let ms = 0
  return () => (ms += 1000)
}

test('every change is on disk at once, and incomplete until it is finished', () => {
  const file = openResultFile({ reports, header, clock: ticking() })
  expect(onDisk()).toMatchObject({ verdict: 'incomplete', points: 0, maxPoints: 40, exercises: [] })

  file.beginExercise(wordCount)
  expect(onDisk().exercises).toMatchObject([{ id: '03-word-count', verdict: 'undetermined', points: 0 }])

  file.recordCheck('03-word-count', { ...passed, id: 'one' })
  expect(onDisk()).toMatchObject({ verdict: 'incomplete', points: 2.5 })
  file.recordCheck('03-word-count', { ...passed, id: 'two', status: 'failed', message: 'no' })
  expect(onDisk().exercises[0]?.checks).toMatchObject([
    { id: 'one', points: 2.5, durationMs: 10, evidence: [] },
    { id: 'two', points: 0, maxPoints: 2.5, message: 'no' },
  ])

  file.endExercise('03-word-count')
  expect(onDisk().exercises[0]).toMatchObject({ verdict: 'failed', points: 2.5 })
  expect(onDisk().verdict).toBe('incomplete')

  const result = file.finish()
  expect(result).toEqual(onDisk())
  expect(result).toMatchObject({ verdict: 'failed', points: 2.5, maxPoints: 40 })
  expect(result.durationMs).toBeGreaterThan(0)
  expect(readdirSync(reports)).toEqual(['result.json'])
})

test('an interrupted grade stays incomplete, with what it had', () => {
  const file = openResultFile({ reports, header })
  file.beginExercise(wordCount)
  file.recordCheck('03-word-count', { ...passed, id: 'one' })
  expect(file.finish('incomplete')).toMatchObject({
    verdict: 'incomplete',
    points: 2.5,
    exercises: [{ verdict: 'undetermined' }],
  })
})

test('nothing changes once it is finished, whatever still runs', () => {
  const file = openResultFile({ reports, header })
  file.beginExercise(wordCount)
  const finished = file.finish('incomplete')
  const more = [
    () => file.recordCheck('03-word-count', { ...passed, id: 'late', status: 'failed' }),
    () => file.endExercise('03-word-count'),
    () => file.note('late'),
    () => file.recordPhase('late', 1),
    () => file.finish(),
  ]
  for (const change of more) expect(change).toThrow('the grade is finished')
  expect(onDisk()).toEqual(finished)
})

test('not attempted: every declared check is there, skipped', () => {
  const file = openResultFile({ reports, header })
  file.recordNotAttempted({ ...wordCount, checks: [{ id: 'one', title: 'a check', maxPoints: 10 }] })
  expect(file.finish()).toMatchObject({
    verdict: 'failed',
    points: 0,
    exercises: [
      {
        verdict: 'not-attempted',
        maxPoints: 10,
        checks: [{ id: 'one', status: 'skipped', points: 0, message: 'not attempted' }],
      },
    ],
  })
})

test('extended exercises beside others have points of their own', () => {
  const file = openResultFile({ reports, header: { ...header, extended: { maxPoints: 10 } } })
  file.beginExercise(wordCount)
  file.recordCheck(wordCount.id, { ...passed, id: 'one', maxPoints: 3 })
  file.beginExercise({ ...wordCount, id: '09-nine', group: 'extended' })
  file.recordCheck('09-nine', { ...passed, id: 'one', maxPoints: 4 })
  expect(onDisk()).toMatchObject({ points: 3, maxPoints, extended: { points: 4, maxPoints: 10 } })
})

test('extended exercises alone are the grade', () => {
  const file = openResultFile({ reports, header })
  file.beginExercise({ ...wordCount, group: 'extended' })
  file.recordCheck(wordCount.id, { ...passed, id: 'one', maxPoints: 4 })
  expect(onDisk()).toMatchObject({ points: 4, maxPoints, exercises: [{ group: 'extended' }] })
  expect(onDisk()).not.toHaveProperty('extended')
})

test('exercises that run side by side end up in order', () => {
  const file = openResultFile({ reports, header })
  for (const id of ['05-b', '01-a']) file.beginExercise({ ...wordCount, id })
  file.recordCheck('05-b', { ...passed, id: 'one' })
  file.recordCheck('01-a', { ...passed, id: 'one' })
  expect(onDisk().exercises.map(exercise => [exercise.id, exercise.checks.length])).toEqual([
    ['01-a', 1],
    ['05-b', 1],
  ])
})

test('phases and notes', () => {
  const file = openResultFile({ reports, header })
  file.recordPhase('lab', 100.6)
  file.recordPhase('lab', 50)
  file.note('the machine is slow')
  file.beginExercise(wordCount)
  file.noteExercise('03-word-count', 'app ignored SIGTERM')
  expect(onDisk()).toMatchObject({
    phases: { lab: 151 },
    notes: ['the machine is slow'],
    exercises: [{ notes: ['app ignored SIGTERM'] }],
  })
})

test('text is well-formed and capped', () => {
  const file = openResultFile({ reports, header })
  file.beginExercise(wordCount)
  const endless = 'x\ud800'.repeat(100_000)
  file.recordCheck('03-word-count', {
    ...passed,
    id: 'one',
    message: endless,
    evidence: [{ at: startedAt, source: 'app', text: endless }],
  })
  const check = onDisk().exercises[0]?.checks[0]
  for (const text of [check?.message ?? '', check?.evidence[0]?.text ?? '']) {
    expect(text).toMatch(/bytes left out here/)
    expect(text.isWellFormed()).toBe(true)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_TEXT_BYTES)
  }
})

test('a snapshot does not change afterwards', () => {
  const file = openResultFile({ reports, header })
  file.beginExercise(wordCount)
  const before = file.snapshot()
  file.recordCheck('03-word-count', { ...passed, id: 'one' })
  expect(before.exercises[0]?.checks).toEqual([])
})

test('mistakes in the order of calls are told', () => {
  const file = openResultFile({ reports, header })
  expect(() => file.recordCheck('03-word-count', { ...passed, id: 'one' })).toThrow(
    'exercise 03-word-count has not begun',
  )
  file.beginExercise(wordCount)
  expect(() => file.beginExercise(wordCount)).toThrow('exercise 03-word-count has begun already')
  file.recordCheck('03-word-count', { ...passed, id: 'one' })
  expect(() => file.recordCheck('03-word-count', { ...passed, id: 'one' })).toThrow('recorded already')
})

describe('the reports folder', () => {
  test('only what an earlier grade left is removed', () => {
    mkdirSync(reports, { recursive: true })
    const ours = [
      'junit.xml',
      'report.html',
      'summary.md',
      'ctrf.json',
      'gradescope.json',
      '.junit.xml.77.tmp',
    ]
    const theirs = ['README.md', 'junit-2.xml', 'notes.tmp', 'results.json']
    for (const file of [...ours, ...theirs]) writeFileSync(join(reports, file), 'old')
    openResultFile({ reports, header })
    expect(readdirSync(reports).sort()).toEqual([...theirs, 'result.json'].sort())
  })

  test('a file in its place is a clear error', () => {
    mkdirSync(join(reports, '..'), { recursive: true })
    writeFileSync(reports, '')
    const open = () => openResultFile({ reports, header })
    expect(open).toThrow(ReportsUnwritable)
    expect(open).toThrow(`cannot write reports to ${reports}: EEXIST`)
    expect(open).toThrow('choose another one: --reports DIR')
  })

  test.skipIf(process.getuid?.() === 0)('a folder without the right to write is a clear error', () => {
    mkdirSync(reports, { recursive: true })
    chmodSync(reports, 0o555)
    onTestFinished(() => chmodSync(reports, 0o755))
    expect(() => openResultFile({ reports, header })).toThrow(ReportsUnwritable)
  })

  test('a disk that fills up costs nobody the reports of an earlier grade', () => {
    mkdirSync(reports, { recursive: true })
    for (const file of ['result.json', 'junit.xml']) writeFileSync(join(reports, file), 'old')
    // A limit on the size of files stands for the disk: the write fails half-way in the same call.
    const script = `
      const { openResultFile } = await import(${JSON.stringify(join(import.meta.dirname, 'result-file.ts'))})
      const header = ${JSON.stringify({ ...header, seed: 'x'.repeat(5000) })}
      try { openResultFile({ reports: ${JSON.stringify(reports)}, header }) } catch (error) { console.log(error.name) }`
    const said = execFileSync('sh', [
      '-c',
      'ulimit -f 2; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      script,
    ])
    expect(said.toString()).toBe('ReportsUnwritable\n')
    expect(readdirSync(reports).sort()).toEqual(['junit.xml', 'result.json'])
    expect(readFileSync(join(reports, 'result.json'), 'utf8')).toBe('old')
  })

  test('opening removes nothing', () => {
    mkdirSync(reports, { recursive: true })
    writeFileSync(join(reports, 'result.json'), 'old')
    ReportsFolder.open(reports)
    expect(readdirSync(reports)).toEqual(['result.json'])
  })

  test('a folder that vanishes while the grade runs is a clear error', () => {
    const file = openResultFile({ reports, header })
    rmSync(reports, { recursive: true })
    expect(() => file.beginExercise(wordCount)).toThrow(ReportsUnwritable)
    expect(existsSync(reports)).toBe(false)
  })

  test('a write that fails leaves the old result and no half file', () => {
    const file = openResultFile({ reports, header })
    rmSync(join(reports, 'result.json'))
    mkdirSync(join(reports, 'result.json', 'taken'), { recursive: true })
    expect(() => file.finish()).toThrow(ReportsUnwritable)
    expect(readdirSync(reports)).toEqual(['result.json'])
  })
})
