import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNoNamespaces } from './namespaces.ts'

const why = whyNoNamespaces()
/** A user that no account data base knows. */
const STRANGER = 54_321
const unreadable = whyNotAsStranger()
const module = (name: string): string => JSON.stringify(path.join(import.meta.dirname, name))
let folder = ''
beforeAll(() => {
  folder = mkdtempSync("/tmp/day2 it's, ü $HOME ")
  writeFileSync(path.join(folder, 'file'), 'seen')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const belowTmp = (file: string): string | undefined => /^\/tmp\/([^/]+)/.exec(file)?.[1]

/** Runs a shell script inside, from a process of its own: standard streams are inherited. */
function inside(script: string, env: NodeJS.ProcessEnv = {}, user?: { uid: number; gid: number }) {
  const launcher = `
    const { runInNamespaces } = await import(${module('namespaces.ts')})
    const outcome = await runInNamespaces(['sh', '-c', ...process.argv.slice(1)], process.argv.slice(3))
    if ('why' in outcome) console.log('without: ' + outcome.why)
    else process.exitCode = outcome.code`
  const args = ['--input-type=module', '-e', launcher, script, 'sh', folder, import.meta.dirname]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    ...user,
  })
  return { status, stdout, stderr }
}

it('a machine without them says why, and nothing is run', () => {
  expect(inside('echo run', { DAY2_NAMESPACES: '0' })).toEqual({
    status: 0,
    stdout: 'without: DAY2_NAMESPACES=0 asks for none\n',
    stderr: '',
  })
})

it('what cannot be set up is told, and is no exit code', () => {
  const found = inside('echo run', { PATH: '/nowhere' })
  expect(found.status).toBe(0)
  expect(found.stdout).toMatch(/^without: it cannot be tried/)
})

describe.skipIf(why !== undefined)(`inside (${why ?? 'to be had here'})`, () => {
  it('the exit code is that of the command; what is visible is seen, whatever its name', () => {
    expect(inside('cat "$1/file"; exit 7')).toEqual({ status: 7, stdout: 'seen', stderr: '' })
  })

  it('what a signal has ended is a fault of the grader', () => {
    expect(inside('kill -9 $$')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'The grader was ended by SIGKILL.\n',
    })
  })

  it('orphans leave no remains in the process table', () => {
    const script = `for i in 1 2 3; do (sh -c 'sleep 0.2' &) ; done; sleep 1; cat /proc/[0-9]*/stat | grep -c ') Z ' ; echo "$$"`
    const [remains, pid] = inside(script).stdout.trim().split('\n').map(Number)
    expect(remains).toBe(0)
    expect(pid).toBeGreaterThan(1)
  })

  it('nothing else of /tmp is there, and TMPDIR below it leads to the private one', () => {
    const found = inside('ls /tmp; echo "$TMPDIR"', { TMPDIR: folder })
    // Node itself may lie there.
    const shown = [...new Set([folder, process.execPath].map(belowTmp))].filter(name => name !== undefined)
    expect(found.stdout.split('\n').filter(Boolean).sort()).toEqual([...shown, '/tmp'].sort())
  })

  it('localhost and the own name resolve', () => {
    expect(inside('getent hosts "$(uname -n)"; getent hosts localhost').stdout).toMatch(/^127\.\S+ .*\n127\./)
  })

  it('what it runs knows its place', () => {
    const script = `import(${module('place.ts')}).then(({ HERE }) => console.log(HERE.tmp))`
    expect(inside(`exec '${process.execPath}' -e '${script.replaceAll("'", "'\\''")}'`).stdout).toBe(
      'private\n',
    )
  })

  it.skipIf(unreadable !== undefined)(`an ordinary user has them, too (${unreadable ?? 'tried'})`, () => {
    chmodSync(folder, 0o755)
    const found = inside('cat "$1/file"; exit 7', {}, { uid: STRANGER, gid: STRANGER })
    expect(found).toEqual({ status: 7, stdout: 'seen', stderr: '' })
  })
})

function whyNotAsStranger(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can become another user'
  const script = `await import(${JSON.stringify(path.join(import.meta.dirname, 'place.ts'))})`
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    uid: STRANGER,
    gid: STRANGER,
  })
  return status === 0 ? undefined : 'other users cannot read this project'
}
