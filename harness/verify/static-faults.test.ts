import path from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { staticFaults } from './static-faults.ts'

interface Declared {
  id: string
  title?: string
  points: number
  needs?: string[]
}

const suite = (checks: Declared[]): string => `
import { exercise } from ${JSON.stringify(path.join(PROJECT, 'harness/exercise/words.ts'))}
export default exercise('01-one', 'One', {}, check => {
  for (const { id, title = id, ...options } of ${JSON.stringify(checks)}) check(id, options, title, async () => {})
})`

const good: Record<string, string> = {
  'suites/01-one/suite.ts': suite([
    { id: 'first', points: 4 },
    { id: 'second', points: 6, needs: ['first'] },
  ]),
  'suites/01-one/wrong/mistake/case.json':
    '{"title": "a mistake in two places", "fails": ["first", "second"]}',
  'suites/01-one/wrong/mistake/app.ts': 'x',
  'suites/01-one/unusual/without/case.json': '{"title": "does without a program", "without": ["setup"]}',
  'solutions/01-one/app.ts': 'x',
  'solutions/01-one/setup.sh': 'x',
  'starter/01-one/README.md': 'the task',
}

/** @param tree what is different; null where something is missing */
async function faultsOf(tree: Record<string, string | null>): Promise<string[]> {
  const kept = Object.entries({ ...good, ...tree }).filter(([, what]) => what !== null)
  const root = await fill(await testFolder(), Object.fromEntries(kept))
  return (await staticFaults('01-one', root)).map(fault => fault.replaceAll(`${root}/`, ''))
}

test('a good one has none', async () => {
  expect(await faultsOf({})).toEqual([])
})

test.each<[string, Record<string, string | null>, string]>([
  [
    'points',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 4 },
        { id: 'second', points: 5.5 },
      ]),
    },
    'its checks are worth 9.5 points in all, not 10',
  ],
  [
    'no points',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 10 },
        { id: 'second', points: 0 },
      ]),
    },
    'check second: it is worth nothing',
  ],
  [
    'a typo in needs',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 4 },
        { id: 'second', points: 6, needs: ['frist'] },
      ]),
    },
    'suites/01-one/suite.ts: check second needs "frist", which is no check before it',
  ],
  [
    'needs what comes later',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 4, needs: ['second'] },
        { id: 'second', points: 6 },
      ]),
    },
    'suites/01-one/suite.ts: check first needs "second", which is no check before it',
  ],
  [
    'an id twice',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 4 },
        { id: 'first', title: 'x', points: 1 },
        { id: 'second', points: 5 },
      ]),
    },
    'suites/01-one/suite.ts: there are two checks called first',
  ],
  [
    'a title twice',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 4 },
        { id: 'second', title: 'first', points: 6 },
      ]),
    },
    'check second: its title is no title of its own',
  ],
  [
    'an odd id',
    {
      'suites/01-one/suite.ts': suite([
        { id: 'first', points: 4 },
        { id: 'second', points: 5 },
        { id: 'Third one', points: 1 },
      ]),
      'suites/01-one/wrong/mistake/case.json':
        '{"title": "a mistake in two places", "fails": ["first", "second", "Third one"]}',
    },
    'check "Third one": ids are kebab-case',
  ],
  [
    'no check can be killed',
    { 'suites/01-one/wrong/mistake/case.json': '{"title": "a mistake in one place", "fails": ["first"]}' },
    'check second: no wrong case names it, so nobody knows whether it can fail',
  ],
  [
    'a suite that cannot be loaded',
    { 'suites/01-one/suite.ts': 'export default 1' },
    "suites/01-one/suite.ts: suites/01-one/suite.ts must export exercise('01-one', …) as its default",
  ],
  ['no task', { 'starter/01-one/README.md': null }, 'starter/01-one/README.md is missing: it tells the task'],
  [
    'an unknown check',
    {
      'suites/01-one/wrong/other/case.json':
        '{"title": "another mistake", "fails": ["third"], "without": ["app"]}',
    },
    'suites/01-one/wrong/other/case.json: there is no check "third"',
  ],
  [
    'no such program',
    {
      'suites/01-one/unusual/without/case.json': '{"title": "does without a program", "without": ["setpu"]}',
    },
    'suites/01-one/unusual/without/case.json: the reference has no program "setpu"',
  ],
  [
    'a stray file',
    { 'suites/01-one/wrong/notes.md': 'x' },
    'suites/01-one/wrong/notes.md: a case is a folder; nothing else has a place here',
  ],
  [
    'no case.json',
    { 'suites/01-one/unusual/other/app.ts': 'x' },
    'suites/01-one/unusual/other/case.json is missing: it says what the case is ("title") and which checks must fail ("fails").',
  ],
  [
    'a broken case.json',
    { 'suites/01-one/unusual/other/case.json': '{' },
    'suites/01-one/unusual/other/case.json is no JSON: ',
  ],
  [
    'a case without a difference',
    { 'suites/01-one/unusual/other/case.json': '{"title": "nothing differs"}' },
    'suites/01-one/unusual/other: nothing in it differs from the reference',
  ],
])('%s', async (_, tree, fault) => {
  expect(await faultsOf(tree)).toEqual([expect.stringContaining(fault)])
})

test('no reference', async () => {
  const root = await fill(await testFolder(), {
    'suites/01-one/suite.ts': good['suites/01-one/suite.ts'] ?? '',
  })
  expect(await staticFaults('01-one', root)).toContain(
    'solutions/01-one/ holds no program: there is no reference',
  )
})
