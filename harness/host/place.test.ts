import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { INSIDE, INSIDE_ON_THE_NETWORK, OUTSIDE, placeOf } from './place.ts'

const ROOT = '1 0 8:1 / / rw - ext4 /dev/sda1 rw'
const OURS = '2 1 0:40 / /tmp rw,relatime - tmpfs day2-private-tmp rw,mode=1777'

it.each([
  ['inside', 1, [ROOT, OURS], INSIDE],
  [
    'inside, on the network',
    1,
    [ROOT, OURS.replace('private-tmp', 'private-tmp-on-the-network')],
    INSIDE_ON_THE_NETWORK,
  ],
  ['a process inside that a grade has started', 7, [ROOT, OURS], OUTSIDE],
  ['a program in a view', 1, ['3 1 0:41 / / ro - tmpfs day2-view ro', OURS], OUTSIDE],
  ['what the first process of a container has started', 1, [ROOT], OUTSIDE],
  ['a tmpfs of the machine', 1, [ROOT, OURS.replace('day2-private-tmp', 'tmpfs')], OUTSIDE],
  ['ours is covered by another', 1, [ROOT, OURS, OURS.replace('day2-private-tmp', 'tmpfs')], OUTSIDE],
  ['no Linux', 1, [], OUTSIDE],
])('%s', (_, pid, mounts, expected) => {
  expect(placeOf(pid, mounts.join('\n'))).toBe(expected)
})

it('no variable makes a place', () => {
  const script = `import(${JSON.stringify(path.join(import.meta.dirname, 'place.ts'))}).then(({ HERE }) => console.log(HERE.tmp))`
  const { stdout } = spawnSync(process.execPath, ['-e', script], {
    env: { ...process.env, DAY2_NAMESPACES: '1' },
    encoding: 'utf8',
  })
  expect(stdout).toBe('shared\n')
})
