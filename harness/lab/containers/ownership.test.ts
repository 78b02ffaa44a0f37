import { spawn } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import { expect, test } from 'vitest'
import { isOrphan, ownLabels } from './ownership.ts'

test('what a living process made is nobody else’s to remove', () => {
  expect(isOrphan(ownLabels('a'))).toBe(false)
})

test('what a process made that has ended is an orphan', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  expect(isOrphan({ ...ownLabels('a'), 'day2.pid': String(child.pid) })).toBe(true)
})

test('a process id that is used again does not protect', () => {
  expect(isOrphan({ ...ownLabels('a'), 'day2.born': '1' })).toBe(true)
})

test('another host’s are left alone, and so is what has no labels of ours', () => {
  expect(isOrphan({ ...ownLabels('a'), 'day2.host': `not-${os.hostname()}`, 'day2.pid': '999999999' })).toBe(
    false,
  )
  expect(isOrphan({})).toBe(false)
})
