import { execFileSync } from 'node:child_process'
import { rename } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { changedExercises, changedFiles } from './changed.ts'

async function repository(below = '') {
  const root = await testFolder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: root })
  const text = Array.from({ length: 20 }, (_, line) => `line ${line}\n`).join('')
  const project = path.join(root, below)
  await fill(project, {
    'suites/03-word-count/wrong/one/app.ts': text,
    'suites/05-connect-file-pipeline/suite.ts': text,
    'README.md': text,
  })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'x')
  return { project, git }
}

test('a rename touches both exercises', async () => {
  const { project, git } = await repository()
  await fill(project, { 'solutions/04-schema-registry/.keep': '' })
  await rename(
    path.join(project, 'suites/03-word-count/wrong/one/app.ts'),
    path.join(project, 'solutions/04-schema-registry/app.ts'),
  )
  git('add', '-A')
  expect(await changedExercises(project)).toEqual(['03-word-count', '04-schema-registry'])
})

test('names that git would quote are read as they are', async () => {
  const { project } = await repository()
  await fill(project, { 'suites/05-connect-file-pipeline/wrong/größe "x"\n/app.ts': 'new' })
  expect(await changedFiles(project)).toEqual(['suites/05-connect-file-pipeline/wrong/größe "x"\n/app.ts'])
  expect(await changedExercises(project)).toEqual(['05-connect-file-pipeline'])
})

test('a project below a larger repository', async () => {
  const { project } = await repository('courses/kafka day')
  await fill(project, { 'suites/05-connect-file-pipeline/suite.ts': 'changed', '../other/harness/x.ts': '' })
  expect(await changedExercises(project)).toEqual(['05-connect-file-pipeline'])
})

test('a change to the harness touches every exercise', async () => {
  const { project } = await repository()
  await fill(project, { 'harness/x.ts': '' })
  expect((await changedExercises(project)).length).toBeGreaterThanOrEqual(8)
})

test('without git it is told', async () => {
  await expect(changedFiles(await testFolder())).rejects.toThrow('--changed asks git what has changed')
})
