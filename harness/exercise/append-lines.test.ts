import { readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { appendLines } from './append-lines.ts'
import { CheckFailed } from './check-failed.ts'

test('lines are added', async () => {
  const file = path.join(await testFolder(), 'input.txt')
  await writeFile(file, 'a\n')
  await appendLines(file, ['b', 'ü'])
  expect(await readFile(file, 'utf8')).toBe('a\nb\nü\n')
})

test('a file that a program has removed or replaced by a link fails the check, and nothing is written elsewhere', async () => {
  const folder = await testFolder()
  const other = path.join(folder, 'other')
  await writeFile(other, 'mine')
  await symlink(other, path.join(folder, 'input.txt'))
  await expect(appendLines(path.join(folder, 'input.txt'), ['b'])).rejects.toThrow(CheckFailed)
  await expect(appendLines(path.join(folder, 'gone.txt'), ['b'])).rejects.toThrow(CheckFailed)
  expect(await readFile(other, 'utf8')).toBe('mine')
})
