import { expect, test } from 'vitest'
import { type Instance, type Members, ownMembers } from './members.ts'

const members = (groups: Record<string, string[]>): Members =>
  new Map(Object.entries(groups).map(([group, ids]) => [group, new Set(ids)]))
const instance = (name: string, before?: Record<string, string[]>): Instance => ({
  name,
  before: before && members(before),
})
const nobody = { older: [], younger: [] }

const cases: [string, Record<string, string[]>, Instance, Parameters<typeof ownMembers>[2], object][] = [
  ['a member that came with it', { app: ['a'] }, instance('app', {}), nobody, { app: ['a'] }],
  [
    'not one that was there before it',
    { app: ['a'], other: ['x'] },
    instance('app', { other: ['x'] }),
    nobody,
    { app: ['a'] },
  ],
  ['nothing where it could not be asked', { app: ['a'] }, instance('app'), nobody, {}],
  [
    'the first of two instances: not what came after the second one started',
    { app: ['a', 'b'] },
    instance('app', {}),
    { older: [], younger: [instance('app', { app: ['a'] })] },
    { app: ['a'] },
  ],
  [
    'the second of two instances: not what was there before it',
    { app: ['a', 'b'] },
    instance('app', { app: ['a'] }),
    { older: [instance('app', {})], younger: [] },
    { app: ['b'] },
  ],
  [
    'the second of two instances, where the first had not joined when it started: nobody knows',
    { app: ['a', 'b'] },
    instance('app', {}),
    { older: [instance('app', {})], younger: [] },
    {},
  ],
  [
    'an application, whatever program of another name began to run beside it',
    { app: ['a'] },
    instance('app', {}),
    { older: [instance('produce', {})], younger: [instance('view', {})] },
    { app: ['a'] },
  ],
]

for (const [title, now, ended, others, expected] of cases) {
  test(title, () => {
    expect(Object.fromEntries(ownMembers(members(now), ended, others))).toEqual(expected)
  })
}
