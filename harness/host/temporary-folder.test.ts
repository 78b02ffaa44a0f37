import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { requireTemporaryFolder } from './temporary-folder.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'day2-door-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('one that works is not mentioned', () => {
  expect(requireTemporaryFolder(folder)).toBe(undefined)
})

it.each([
  ['not there', path.join(folder, 'not', 'there'), /no such folder.*\n.*TMPDIR/],
  ['a file', path.join(folder, 'file', 'x'), /that is no folder/],
  ['relative', 'tmp', /no absolute path/],
  ['a colon', path.join(folder, 'a:b'), /part the PATH/],
])('%s', (_, where, words) => {
  writeFileSync(path.join(folder, 'file'), '')
  expect(() => requireTemporaryFolder(where)).toThrow(words)
})

it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('nothing may be written', () => {
  chmodSync(folder, 0o500)
  expect(() => requireTemporaryFolder(folder)).toThrow(/nothing may be written/)
  chmodSync(folder, 0o700)
})
