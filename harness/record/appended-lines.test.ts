import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '#harness/submission/testing/test-folder.ts'
import { AppendedLines } from './appended-lines.ts'

test('whole lines are told once; nothing is told of what a program has put in a file’s place, and nothing waits for it', async () => {
  const folder = await testFolder()
  const inputs = { file: path.join(folder, 'input.txt'), dir: path.join(folder, 'input') }
  await mkdir(inputs.dir)
  await writeFile(inputs.file, 'one\ntw')
  await writeFile(path.join(folder, 'secret'), 'secret\n')
  await symlink(path.join(folder, 'secret'), path.join(inputs.dir, 'a'))
  execFileSync('mkfifo', [path.join(inputs.dir, 'b')])
  await writeFile(path.join(inputs.dir, 'c'), 'part\n')
  const told: [string, string[]][] = []
  const appended = new AppendedLines(inputs)
  const look = (): Promise<void> => appended.look((file, lines) => told.push([file, lines]))
  await look()
  await appendFile(inputs.file, 'o\n')
  await look()
  await look()
  expect(told).toEqual([
    ['input.txt', ['one']],
    ['c', ['part']],
    ['input.txt', ['two']],
  ])
})
