import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { graderDigest } from './grader-digest.ts'

test('what a verdict depends on changes it, and nothing else does', async () => {
  const project = await fill(await testFolder(), {
    'package-lock.json': '{}',
    'harness/exercise/words.ts': 'a',
    'harness/exercise/words.test.ts': 'a',
    'harness/commands/batch.ts': 'a',
    'harness/results/html.ts': 'a',
    'suites/01-one/suite.ts': 'a',
    'suites/01-one/README.md': 'a',
    'suites/01-one/wrong/none/setup.sh': 'a',
    'suites/02-two/suite.ts': 'a',
  })
  const both = async () => {
    const digest = graderDigest(project)
    return [await digest.of('01-one'), await digest.of('02-two')]
  }
  const [one, two] = await both()
  expect(one).toMatch(/^[0-9a-f]{24}$/)
  expect(one).not.toBe(two)
  const after = async (file: string) => {
    const before = readFileSync(path.join(project, file))
    writeFileSync(path.join(project, file), 'changed')
    const changed = (await both()).map((digest, index) => digest !== [one, two][index])
    writeFileSync(path.join(project, file), before)
    return changed
  }
  expect(await after('harness/exercise/words.ts')).toEqual([true, true])
  expect(await after('package-lock.json')).toEqual([true, true])
  expect(await after('suites/01-one/suite.ts')).toEqual([true, false])
  for (const file of [
    'harness/exercise/words.test.ts',
    'harness/commands/batch.ts',
    'suites/01-one/README.md',
    'suites/01-one/wrong/none/setup.sh',
  ])
    expect(await after(file), file).toEqual([false, false])
})
