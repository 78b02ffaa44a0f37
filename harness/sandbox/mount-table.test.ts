import { expect, it } from 'vitest'
import { parseMountTable } from './mount-table.ts'

it('reads paths with blanks and umlauts, what a further mount must repeat, and of two mounts the one on top', () => {
  const text = [
    '27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard',
    '40 27 0:40 / /media/Jürgen\\040\\134x rw,nosuid,nodev,noatime shared:7 - vfat /dev/sdb rw',
    '41 27 0:41 / /dev/shm ro,relatime - tmpfs tmpfs rw',
    '42 41 0:42 / /dev/shm rw,noexec,relatime - tmpfs tmpfs rw',
    '',
  ].join('\n')
  expect(parseMountTable(text)).toEqual([
    { path: '/', options: ['relatime'] },
    { path: '/media/Jürgen \\x', options: ['nosuid', 'nodev', 'noatime'] },
    { path: '/dev/shm', options: ['noexec', 'relatime'] },
  ])
})
