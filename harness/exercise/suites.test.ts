// What every suite owes, also one that was written a minute ago.
import { expect, test } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { staticFaults } from '#harness/verify/static-faults.ts'
import { courseNames, exerciseIds, selectExercises } from './suites.ts'

test.each(await exerciseIds())(
  '%s: nothing is wrong with it that can be seen without running it',
  async id => {
    expect(await staticFaults(id)).toEqual([])
  },
)

test('the names of all exercises come together, each once', async () => {
  const names = await courseNames()
  expect(names.subjects).toEqual(expect.arrayContaining(['users-value', 'customers-value']))
  expect(names.connectors).toContain('file-source-connector')
  expect(names.topics).toEqual(expect.arrayContaining(['replicated-events', 'high-throughput-topic']))
  expect(names.topicsBeginning).toContain('inventory-')
  for (const list of Object.values(names)) expect(new Set(list).size).toBe(list.length)
})

test('an exercise is found by its number, its words or both', async () => {
  expect(await selectExercises(['3', '05', 'schema-registry', 'starter/01-multi-broker-cluster/'])).toEqual([
    '01-multi-broker-cluster',
    '03-word-count',
    '04-schema-registry',
    '05-connect-file-pipeline',
  ])
  expect(await selectExercises(['002'])).toEqual(['02-fault-tolerance'])
})

test.each([
  ['word-cuont', '03-word-count'],
  ['03-wordcount', '03-word-count'],
  ['ex4', '04-schema-registry'],
  ['exercise_5', '05-connect-file-pipeline'],
  ['Fault-Tolerence', '02-fault-tolerance'],
])('%s is unknown, and %s was meant', async (name, meant) => {
  await expect(selectExercises([name])).rejects.toThrow(
    `There is no exercise "${name}". Did you mean ${meant}? Known are:\n  01-multi`,
  )
})

test.each(['99', 'foo', '--'])('%s is unknown, and nothing was meant', async name => {
  await expect(selectExercises([name])).rejects.toThrow(
    `There is no exercise "${name}". Known are:\n  01-multi`,
  )
})

test('a folder without a suite.ts is no exercise yet', async () => {
  const suites = await fill(await testFolder(), {
    '01-one/suite.ts': '',
    '10-draft/notes.md': 'an idea',
    'shared/suite.ts': '',
  })
  expect(await exerciseIds(suites)).toEqual(['01-one'])
})
