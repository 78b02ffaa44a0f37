import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { PROJECT } from '#harness/host/project.ts'

const scratch = mkdtempSync(path.join(os.tmpdir(), 'day2-bin-test-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const bin = path.join(PROJECT, 'harness/bin/day2.js')
const day2 = (args: string[], env: NodeJS.ProcessEnv, user?: { uid: number; gid: number }) =>
  spawnSync(process.execPath, [bin, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...env },
    ...user,
  })

/** A user that no account data base knows, as in a container that runs with `--user 54321`. */
const STRANGER = { uid: 54_321, gid: 54_321 }
const cannotBe =
  process.getuid?.() === 0 ? spawnSync(process.execPath, [bin, '--version'], STRANGER).status !== 0 : true

// No backslash: Node itself loads no module from below one.
it.each(['a blank', 'ü, 100% #1', `it's $HOME "x"`, 'a=b;c:d'])('runs from a folder named %s', name => {
  const copy = path.join(scratch, name, 'harness')
  mkdirSync(copy, { recursive: true })
  cpSync(path.dirname(bin), path.join(copy, 'bin'), { recursive: true })
  writeFileSync(path.join(scratch, name, 'package.json'), '{"type":"module"}')
  writeFileSync(path.join(copy, 'cli.ts'), 'console.log(process.argv.slice(2).join())')
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(copy, 'bin/day2.js'), 'x', 'y z'], {
    encoding: 'utf8',
  })
  // Without the project's own Node beside it the copy needs a new one to run on.
  if (Number.parseInt(process.versions.node, 10) >= 24) expect(stdout).toBe('x,y z\n')
  else expect(stderr).toContain('--ignore-scripts=false')
})

it("Node's own variables do not reach the grader", () => {
  const proxy = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:1', NODE_PATH: '/nowhere' }
  expect(day2(['--version'], proxy)).toMatchObject({ status: 0, stderr: '' })
})

it.skipIf(cannotBe)('a user without a name and without a HOME', () => {
  expect(day2(['--version'], {}, STRANGER)).toMatchObject({ status: 0, stderr: '' })
})

it.each([
  ['a cache in the project', { DAY2_CACHE: path.join(PROJECT, 'cache') }, /inside the project/],
  ['a cache that no class path can hold', { DAY2_CACHE: '/var/tmp/a:b' }, /":" in its name/],
] as [string, NodeJS.ProcessEnv, RegExp][])('%s is refused, with exit code 2', (_, env, words) => {
  const found = day2(['grade', '04', '--reports', path.join(scratch, 'reports')], { HOME: scratch, ...env })
  expect(found.status).toBe(2)
  expect(found.stderr).toMatch(words)
  expect(found.stderr).not.toContain('grader itself failed')
})
