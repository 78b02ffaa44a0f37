import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { clearFolder } from './clear-folder.ts'

test('what was there stays by its exact name, however like it the others are called', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'day2-clear-test-'))
  try {
    await mkdir(path.join(folder, 'day2-lab-abc'))
    const before = new Set(await readdir(folder))
    await mkdir(path.join(folder, 'day2-x', 'state'), { recursive: true })
    await clearFolder(folder, before)
    expect(await readdir(folder)).toEqual(['day2-lab-abc'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
