import os from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskOf, examineMemory, judgeDisk, judgeMemory } from './room.ts'

const GIB = 1024 ** 3
const brief = ({ state, text }: { state: string; text: string }) => `${state}: ${text}`

describe('memory', () => {
  it.each([
    [{ total: 16 * GIB, available: 9 * GIB }, 'good: 9.0 GiB free of 16.0 GiB'],
    [
      { total: 4 * GIB, available: 2 * GIB },
      'hint: 2.0 GiB free of 4.0 GiB; enough, but a lab may be slow while other things run',
    ],
    [
      { total: 16 * GIB, available: 0.9 * GIB, limit: GIB },
      'bad: 922 MiB free of 1.0 GiB that this container may use; a lab needs about 1.5 GiB, and programs need some more',
    ],
  ])('%j', (memory, expected) => {
    expect(brief(judgeMemory(memory))).toBe(expected)
  })

  it('here is told', () => {
    expect(examineMemory().text).toMatch(/ free of /)
  })
})

describe('disk', () => {
  const need = {
    id: 'tmp-disk',
    what: 'Temporary',
    least: GIB,
    enough: 2 * GIB,
    why: 'the lab needs',
    setting: 'TMPDIR',
  }

  it.each([
    [{ free: 5 * GIB, writable: true }, 'good: 5.0 GiB free in /x'],
    [{ free: 1.5 * GIB, writable: true }, 'hint: 1.5 GiB free in /x; that is not much'],
    [{ free: 0.5 * GIB, writable: true }, 'bad: 512 MiB free in /x; the lab needs 1.0 GiB'],
    [{ free: 5 * GIB, writable: false }, 'bad: /x may not be written to; the lab needs'],
  ])('%j', (disk, expected) => {
    expect(brief(judgeDisk({ folder: '/x', ...disk }, need))).toBe(expected)
  })

  it('names the setting that moves it', () => {
    expect(judgeDisk({ folder: '/x', free: 0, writable: true }, need).ways?.debian).toContain('TMPDIR=')
  })

  it('of a folder that is not there yet is that of the one above', async () => {
    const folder = join(os.tmpdir(), 'not', 'there', 'yet')
    expect(await diskOf(folder)).toMatchObject({ folder, writable: true })
    expect((await diskOf(folder)).free).toBeGreaterThan(0)
  })
})
