// What every suite owes, also one that was written a minute ago.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { declaredChecks } from './run-exercise.ts'
import { courseNames, exerciseIds, loadExercise, selectExercises } from './suites.ts'

const ids = await exerciseIds()

describe.each(ids)('%s', id => {
  test('its points add up to 10', async () => {
    const checks = declaredChecks(await loadExercise(id))
    expect(checks.reduce((sum, { points }) => sum + points, 0)).toBe(10)
  })

  test('ids and titles are unique, and a check needs only what is judged before it', async () => {
    const checks = declaredChecks(await loadExercise(id))
    expect(new Set(checks.map(check => check.id)).size).toBe(checks.length)
    expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length)
    for (const [index, { id, needs = [] }] of checks.entries()) {
      const before = checks.slice(0, index).map(check => check.id)
      expect(before, `what ${id} needs`).toEqual(expect.arrayContaining(needs))
    }
  })

  test('there is a reference, and a starter with its task', () => {
    expect(existsSync(path.join(PROJECT, 'solutions', id))).toBe(true)
    expect(existsSync(path.join(PROJECT, 'starter', id, 'README.md'))).toBe(true)
  })
})

test('the names of all exercises come together, each once', async () => {
  const names = await courseNames()
  expect(names.subjects).toEqual(expect.arrayContaining(['users-value', 'customers-value']))
  expect(names.connectors).toContain('file-source-connector')
  expect(names.topics).toEqual(expect.arrayContaining(['replicated-events', 'high-throughput-topic']))
  expect(names.topicsBeginning).toContain('inventory-')
  for (const list of Object.values(names)) expect(new Set(list).size).toBe(list.length)
})

test('an exercise is found by its number, its words or both, and an unknown one lists the known ones', async () => {
  expect(await selectExercises(['3', '05', 'schema-registry', '01-multi-broker-cluster/'])).toEqual([
    '01-multi-broker-cluster',
    '03-word-count',
    '04-schema-registry',
    '05-connect-file-pipeline',
  ])
  await expect(selectExercises(['99'])).rejects.toThrow(
    /There is no exercise "99"\. Known are:\n {2}01-multi/,
  )
})
