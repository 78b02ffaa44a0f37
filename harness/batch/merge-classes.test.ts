// Shards graded apart and merged are the class: everybody once, with what the shard has written, byte for byte.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { UserError } from '#harness/host/user-error.ts'
import { makeZip } from '#harness/submission/testing/make-zip.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { ClassResult } from './class-result.ts'
import { parseRoster } from './intake/roster.ts'
import { mergeClasses } from './merge-classes.ts'
import { runBatch } from './run-batch.ts'
import { EXERCISES, GRADED_BY, simulatedLab } from './testing/simulated-class.ts'

const work = (index: number) =>
  makeZip(
    EXERCISES.slice(0, 1 + (index % 3)).map(({ id }) => ({
      name: `w/${id}/setup.sh`,
      content: `${index % 2 ? 'good' : 'fails'} ${index}`,
    })),
  )

async function shards(seeds: string[]) {
  const folder = await testFolder()
  const people = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`class/p${index}.zip`, work(index)]),
  )
  await fill(folder, { ...people, 'class/broken.zip': 'no zip', 'class/notes.txt': '' })
  const parts = seeds.map((_, index) => path.join(folder, `part-${index}`))
  for (const [index, reports] of parts.entries())
    await runBatch({
      given: [path.join(folder, 'class')],
      reports,
      exercises: EXERCISES,
      seed: seeds[index],
      labs: 2,
      roster: parseRoster('name\np1\nGus\n', 'roster.csv'),
      shard: { index: index + 1, of: seeds.length },
      regrade: false,
      accept: false,
      openLab: () => simulatedLab({ log: path.join(folder, 'log') }),
      grader: { of: async () => 'g' },
      gradedBy: GRADED_BY,
      signal: new AbortController().signal,
      print: () => {},
      tell: () => {},
    })
  const reports = path.join(folder, 'whole')
  const merge = () =>
    mergeClasses({
      parts,
      reports,
      loadExercise: async id => EXERCISES.find(each => each.id === id) ?? Promise.reject(new Error(id)),
      gradedBy: GRADED_BY,
    })
  return { merge, parts, reports }
}

const classIn = (folder: string) =>
  ClassResult.parse(JSON.parse(readFileSync(path.join(folder, 'class.json'), 'utf8')))

test('everybody once', async () => {
  const { merge, parts, reports } = await shards(['s', 's', 's'])
  const verdicts = await merge()
  expect([...verdicts.values()].reduce((sum, count) => sum + count)).toBe(10)
  const whole = classIn(reports)
  const rows = parts.flatMap(part => classIn(part).submissions.map(row => ({ row, part })))
  expect(rows).toHaveLength(10)
  for (const { row, part } of rows) {
    expect(whole.submissions).toContainEqual(row)
    if (row.verdict === 'refused') continue
    const own = `${row.folder}/result.json`
    expect(readFileSync(path.join(reports, own), 'utf8')).toBe(readFileSync(path.join(part, own), 'utf8'))
  }
  expect(whole.missing).toEqual([{ name: 'Gus' }])
  expect(whole.strays).toHaveLength(1)
  const before = readFileSync(path.join(reports, 'class.json'), 'utf8')
  await merge()
  expect(readFileSync(path.join(reports, 'class.json'), 'utf8')).toBe(before)
})

test('what does not belong together is refused', async () => {
  await expect((await shards(['s', 'another'])).merge()).rejects.toThrow('people had different inputs')
  const { merge, parts } = await shards(['s'])
  writeFileSync(path.join(parts[0] ?? '', 'class.json'), '{}')
  await expect(merge()).rejects.toThrow(UserError)
})
