// Real processes: what is told here is the exit code that somebody's CI sees.
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'day2-last-resort-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function run(body: string): Promise<{ code: number | null; stderr: string }> {
  const script = path.join(folder, 'script.ts')
  const lastResort = path.join(import.meta.dirname, 'last-resort.ts')
  await writeFile(
    script,
    `import { giveUp, installLastResort } from ${JSON.stringify(lastResort)}\ninstallLastResort()\n${body}\n`,
  )
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  // As `| head -1` does.
  child.stdout.once('data', () => child.stdout.destroy())
  return { code: await new Promise(resolve => child.on('exit', resolve)), stderr }
}

test.each([
  ['a throw past every promise', 'setTimeout(() => { throw new Error("a timer") })', 'a timer'],
  ['a rejection that nobody takes', 'void Promise.reject(new Error("a rejection"))', 'a rejection'],
  [
    'something thrown that is no error',
    'setTimeout(() => { throw Object.create(null) })',
    'cannot be printed',
  ],
  [
    'an error event without a listener',
    'new (await import("node:events")).EventEmitter().emit("error", new Error("an event"))',
    'an event',
  ],
  [
    'a module that cannot be loaded',
    'try { await import("./nowhere.ts") } catch (error) { giveUp(error) }',
    'nowhere.ts',
  ],
])('%s is exit code 2, with its cause', async (_, body, words) => {
  const { code, stderr } = await run(body)
  expect(code).toBe(2)
  expect(stderr).toContain('The grader itself failed; this is no fault of the submission.')
  expect(stderr).toContain(words)
})

test('work that was never finished is exit code 2', async () => {
  expect((await run('await new Promise(() => {})')).code).toBe(2)
})

test('a reader that has gone stops nothing: the exit code is the one that was meant', async () => {
  const lines = `
let n = 0
const timer = setInterval(() => {
  process.stdout.write('x'.repeat(70000))
  if (++n === 20) { clearInterval(timer); process.exit(0) }
}, 5)`
  expect(await run(lines)).toEqual({ code: 0, stderr: '' })
})

test('a check that listens gets what was thrown past its promises, and the grade goes on', async () => {
  const body = `
process.once('uncaughtException', () => setTimeout(() => process.exit(0), 5))
setTimeout(() => { throw new Error('of a client library') })`
  expect(await run(body)).toEqual({ code: 0, stderr: '' })
})
