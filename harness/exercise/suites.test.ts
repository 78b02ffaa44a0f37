// What every suite owes, also one that was written a minute ago.
import { describe, expect, test } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { staticFaults } from '#harness/verify/static-faults.ts'
import { exercise } from './exercise.ts'
import { courseNames, exerciseIds, selectExercises } from './suites.ts'

test.each(await exerciseIds())(
  '%s: nothing is wrong with it that can be seen without running it',
  async id => {
    expect(await staticFaults(id)).toEqual([])
  },
)

test('the names of all exercises come together, each once', async () => {
  const names = await courseNames(await exerciseIds())
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

describe('groups', () => {
  const suite = (id: string, options: string): string =>
    `export default { id: '${id}', title: '', names: {}, declare: () => []${options} }\n`
  const shelf = async (): Promise<string> =>
    fill(await testFolder(), {
      '01-one/suite.ts': suite('01-one', ''),
      '02-two/suite.ts': suite('02-two', ''),
      '09-nine/suite.ts': suite('09-nine', ", group: 'extended'"),
      '14-last/suite.ts': suite('14-last', ", group: 'extended'"),
    })

  test.each([
    [[], ['01-one', '02-two']],
    [['9'], ['09-nine']],
    [
      ['last', '2'],
      ['02-two', '14-last'],
    ],
    [['extended'], ['09-nine', '14-last']],
    [
      ['extended', '02'],
      ['02-two', '09-nine', '14-last'],
    ],
    [
      ['extended', '09', 'extended'],
      ['09-nine', '14-last'],
    ],
    [['all'], ['01-one', '02-two', '09-nine', '14-last']],
    [
      ['01', 'all'],
      ['01-one', '02-two', '09-nine', '14-last'],
    ],
  ])('%j: %j', async (asked, found) => {
    expect(await selectExercises(asked, await shelf())).toEqual(found)
  })

  test('a group of nothing is said to be so, and a slip beside a group is one', async () => {
    const suites = await shelf()
    const day = await fill(await testFolder(), { '01-one/suite.ts': suite('01-one', '') })
    await expect(selectExercises(['extended'], day)).rejects.toThrow('There is no extended exercise yet.')
    await expect(selectExercises(['extended', 'lasst'], suites)).rejects.toThrow('Did you mean 14-last?')
    await expect(selectExercises(['all', 'lasst'], suites)).rejects.toThrow('Did you mean 14-last?')
  })

  test('what an exercise names is not its group', () => {
    const { group, names } = exercise('09-nine', 'Nine', { group: 'extended', topics: ['a'] }, () => {})
    expect([group, names]).toEqual(['extended', { topics: ['a'] }])
  })
})
