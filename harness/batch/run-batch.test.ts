// Whole runs with a simulated lab: what is written, what is graded again, and what is not.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeZip } from '#harness/submission/testing/make-zip.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { ClassResult } from './class-result.ts'
import { LabLost } from './order.ts'
import { type BatchRequest, runBatch } from './run-batch.ts'
import { EXERCISES, GRADED_BY, simulatedLab } from './testing/simulated-class.ts'

/** By exercise the word that its file holds. */
const work = (...words: string[]) =>
  makeZip(
    words.flatMap((content, index) =>
      content ? [{ name: `w/${EXERCISES[index]?.id}/setup.sh`, content: `${content} it` }] : [],
    ),
  )

async function aClass(tree: Parameters<typeof fill>[1]) {
  const folder = await testFolder()
  await fill(folder, tree)
  const log = path.join(folder, 'log')
  const reports = path.join(folder, 'reports')
  const said: string[] = []
  const run = async (more: Partial<BatchRequest> = {}) => {
    writeFileSync(log, '')
    said.length = 0
    const code = await runBatch({
      given: [path.join(folder, 'class')],
      reports,
      exercises: EXERCISES,
      seed: undefined,
      labs: 2,
      roster: [],
      regrade: false,
      accept: false,
      openLab: () => simulatedLab({ log }),
      grader: { of: async () => 'grader-1' },
      gradedBy: GRADED_BY,
      signal: new AbortController().signal,
      print: line => said.push(line),
      tell: () => {},
      ...more,
    })
    return { code, graded: readFileSync(log, 'utf8').split('\n').filter(Boolean).sort() }
  }
  const read = (file: string) => readFileSync(path.join(reports, file), 'utf8')
  const rows = () =>
    ClassResult.parse(JSON.parse(read('class.json'))).submissions.map(
      ({ folder, verdict, points, maxPoints, sameAs }) =>
        `${folder} ${verdict} ${points}/${maxPoints}${sameAs ? ` = ${sameAs}` : ''}`,
    )
  return { folder, reports, run, read, rows, said }
}

test('a class is graded once, whatever was handed in', async () => {
  const { run, read, rows, reports, said } = await aClass({
    'class/ada.zip': work('good', 'good', 'good'),
    'class/bob.zip': work('good', 'fails'),
    'class/cy.zip': work('good', 'good', 'good'),
    'class/dee.zip': 'no zip',
    'class/eve.zip': work('odd'),
    'class/fay.zip': work('kills'),
  })
  const first = await run()
  expect(first.code).toBe(2)
  // Three tries each for what broke the lab and for what could not be judged.
  expect(first.graded.filter(line => line.startsWith('begin'))).toHaveLength(3 + 2 + 3 + 3)
  expect(rows()).toEqual([
    'ada passed 30/30',
    'bob failed 10/30',
    'cy passed 30/30 = ada',
    'dee refused 0/30',
    'eve undetermined 0/30',
    'fay undetermined 0/30',
  ])
  expect(read('fay/result.json')).toContain(
    'no lab stayed whole under it, 3 were tried:\\n1. the lab was killed by it\\n2. the lab was killed by it',
  )
  expect(read('gradebook.csv').split('\r\n')).toEqual([
    'name,id,email,folder,01-one,02-two,03-three,total,max,verdict,minutes,late,remarks',
    'ada,,,ada,10,10,10,30,30,passed,0.1,,',
    'bob,,,bob,10,0,0,10,30,failed,0.1,,',
    'cy,,,cy,10,10,10,30,30,passed,0.1,,the same work as ada',
    'dee,,,dee,,,,,30,refused,0.0,,"dee.zip cannot be opened: it is no archive that can be read, although its name ends like a zip; hand in a folder, a .zip or a .tar.gz"',
    'eve,,,eve,,0,0,,30,undetermined,0.0,,',
    'fay,,,fay,,0,0,,30,undetermined,0.0,,',
    '',
  ])
  expect(readdirSync(reports).filter(name => !name.startsWith('.'))).toEqual([
    'ada',
    'bob',
    'class.html',
    'class.json',
    'class.xml',
    'cy',
    'eve',
    'fay',
    'gradebook.csv',
  ])
  expect(existsSync(path.join(reports, 'ada/report.html'))).toBe(true)
  const before = read('ada/result.json')
  const again = await run()
  expect(again).toEqual({ code: 2, graded: [] })
  expect(read('ada/result.json')).toBe(before)
  expect(said.at(-1)).toContain('6 of 6 submissions: 2 passed, 1 failed, 1 refused, 2 undetermined')
})

test('what comes later is graded when it comes, and the seed stays', async () => {
  const { run, rows, folder, read } = await aClass({ 'class/ada.zip': work('good') })
  await run({ seed: 'abc' })
  writeFileSync(path.join(folder, 'class/bob.zip'), work('fails'))
  const { graded } = await run()
  expect(graded.filter(line => line.startsWith('begin'))).toHaveLength(1)
  expect(rows()).toEqual(['ada failed 10/30', 'bob failed 0/30'])
  expect(JSON.parse(read('bob/result.json')).seed).toBe('abc')
  await expect(run({ seed: 'other' })).rejects.toThrow('This class is graded with the seed abc')
})

test('another grader changes no mark before somebody says so', async () => {
  const { run, rows, said, read } = await aClass({
    'class/ada.zip': work('good', 'odd'),
    'class/bob.zip': work('fails'),
  })
  await run()
  const all = { grader: { of: async () => 'grader-2' } }
  expect((await run(all)).graded).toEqual([])
  expect(said[0]).toContain('3 exercises judged by another version')
  // The new grader finds everything good.
  const generous = {
    ...all,
    regrade: true,
    openLab: () => {
      const lab = simulatedLab({ log: '/dev/null' })
      return {
        ...lab,
        gradeOne: async (order: Parameters<typeof lab.gradeOne>[0]) => {
          const result = await lab.gradeOne(order)
          const checks = result.checks.map(check => ({
            ...check,
            status: 'passed' as const,
            points: check.maxPoints,
          }))
          return { ...result, verdict: 'passed' as const, points: 10, checks }
        },
      }
    },
  }
  await run(generous)
  expect(said.filter(line => /points|→/.test(line)).map(line => line.replace(/0\.\d+/, '0.5'))).toEqual([
    'ada: +10 points',
    '  02-two: 0 → 10 points',
    '    a: harness-error → passed (it failed: 0.5)',
    '    b: harness-error → passed (it failed: 0.5)',
    'bob: +10 points',
    '  01-one: 0 → 10 points',
    '    a: failed → passed (it failed: 0.5)',
    '    b: skipped → passed (it failed: 0.5)',
  ])
  expect(rows()).toEqual(['ada undetermined 10/30', 'bob failed 0/30'])
  const graded: string[] = []
  await run({
    ...generous,
    accept: true,
    openLab: () => ({
      gradeOne: async order => Promise.reject(graded.push(order.exercise)),
      close: async () => {},
    }),
  })
  expect(graded).toEqual([])
  expect(rows()).toEqual(['ada failed 20/30', 'bob failed 10/30'])
  expect(JSON.parse(read('regrade.json')).changes).toHaveLength(2)
  await run(all)
  expect(said.some(line => line.includes('another version'))).toBe(false)
})

test('shards share a class out, each work to one of them', async () => {
  const people = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`class/p${index}.zip`, work(`good${index % 10}`)]),
  )
  const { run, rows, reports } = await aClass(people)
  const seen: string[][] = []
  for (const index of [1, 2, 3]) {
    await run({ shard: { index, of: 3 } })
    seen.push(rows())
    rmSync(reports, { recursive: true })
  }
  expect(seen.flat().map(row => row.split(' ')[0])).toHaveLength(12)
  expect(new Set(seen.flat().map(row => row.split(' ')[0])).size).toBe(12)
  expect(seen.every(part => part.length < 12)).toBe(true)
})

test('where no lab comes up, nobody is marked for it', async () => {
  const { run, rows, said } = await aClass({ 'class/ada.zip': work('good'), 'class/bob.zip': work('fails') })
  const gradeOne = async () => Promise.reject(new LabLost('no room', { unopened: true }))
  expect((await run({ openLab: () => ({ gradeOne, close: async () => {} }) })).code).toBe(2)
  expect(said.at(-1)).toBe(
    'No lab comes up: no room\nWhat has been graded is safe; mend that, and give the same command again.',
  )
  expect(rows()).toEqual(['ada incomplete 0/30', 'bob incomplete 0/30'])
  expect((await run()).code).toBe(0)
})
