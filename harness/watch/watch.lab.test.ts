// Watching, from outside: what is graded after which save, and what is shown.
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startDay2 } from '#harness/commands/testing/day2-for-tests.ts'
import { poll } from '#harness/host/poll.ts'
import { PROJECT } from '#harness/host/project.ts'
import { resultAt } from '#harness/results/schema-for-tests.ts'

let root: string
let work: string
let watching: Started
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'day2-watch-'))
  work = path.join(root, 'work')
  for (const id of ['04-schema-registry', '01-multi-broker-cluster'])
    await cp(path.join(PROJECT, 'solutions', id), path.join(work, id), { recursive: true })
  const args = ['watch', '04', '01', '--submission', work, '--reports', path.join(root, 'reports')]
  watching = startDay2(args, { XDG_RUNTIME_DIR: root })
})
afterAll(async () => {
  watching.child.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})

const file = (name: string): string => path.join(work, '04-schema-registry', name)
const told = (): string => watching.output()

/** What is told next, from the mark on, once `wanted` is in it and the block is whole. */
async function block(wanted: RegExp, from: number): Promise<string> {
  return poll(
    `the watcher to tell ${wanted}`,
    () => {
      const found = told()
        .slice(from)
        .split(/(?=^── )/m)
        .find(each => wanted.test(each) && each.endsWith('\n\n'))
      return found
    },
    { deadlineMs: 200_000 },
  )
}

test('all is graded at first, and it is said once that all has passed, and what is not watched', async () => {
  const first = await block(/^── .*01-multi-broker-cluster, 04-schema-registry/, 0)
  expect(first).toMatch(/✔ 01-multi-broker-cluster +8\/8 +10\/10 .* passed\n/)
  expect(first).toMatch(/✔ All 2 exercises passed: 20 points\. Not watched, and maybe left: 02-/)
})

test('a save by renaming grades the exercise again, and its first failure stands on top', async () => {
  const from = told().length
  const good = await readFile(file('register.ts'), 'utf8')
  await writeFile(file('.register.ts.new'), 'console.log("not yet"); process.exit(3)\n')
  await rename(file('.register.ts.new'), file('register.ts'))
  const text = await block(/^── \S+ {2}04-schema-registry\n/, from)
  expect(text).toMatch(
    /^── .*\n04-schema-registry {2}.*\n {2}✘ register-succeeds .*\n(.*\n)*.*│ expected .*\n(.*\n)*.*✔ 01-multi-broker-cluster/,
  )
  expect(text).toContain('1 of 2 passed, 10/20 points so far. Left: 04-schema-registry')
  const again = told().length
  // Truncated, and written a moment later.
  await writeFile(file('register.ts'), '')
  await writeFile(file('register.ts'), good)
  expect(await block(/^── \S+ {2}04-schema-registry\n/, again)).toContain('All 2 exercises passed')
})

test('a folder that is removed and comes back is one that was saved', async () => {
  const from = told().length
  await rename(work, `${work}-away`)
  await poll('the watcher to miss it', () => /does not exist|is missing or empty/.test(told().slice(from)), {
    deadlineMs: 100_000,
  })
  const back = told().length
  await rename(`${work}-away`, work)
  expect(await block(/✔ 04-schema-registry +7\/7/, back)).toContain('✔ 01-multi-broker-cluster     8/8')
})

test('what runs is dropped when something is saved, and graded after that', async () => {
  const from = told().length
  await rename(file('register.ts'), file('register.ts.away'))
  await writeFile(file('register.sh'), 'sleep 1000\n')
  const started = new Date().toISOString()
  await poll(
    'the program that never ends to be graded',
    () => {
      const { startedAt, exercises } = resultAt(path.join(root, 'reports'))
      return startedAt > started && exercises[0]?.checks.length === 0
    },
    { deadlineMs: 100_000 },
  )
  await rm(file('register.sh'))
  await rename(file('register.ts.away'), file('register.ts'))
  expect(await block(/^── \S+ {2}04-schema-registry\n/, from)).toContain('✔ 04-schema-registry          7/7')
  // Nobody was told of what was dropped.
  expect(told().slice(from).match(/^── /gm)).toHaveLength(1)
})

test('keys ask for more, and q ends it with its lab', async () => {
  const from = told().length
  watching.child.stdin?.write('\r')
  await block(/^── \S+ {2}04-schema-registry\n/, from)
  watching.child.stdin?.write('q')
  expect(await watching.ended).toBe(0)
})
