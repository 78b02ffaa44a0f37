import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { descendants, parseStat, treeUsage } from './tree-usage.ts'

describe('parseStat', () => {
  it('reads a process whose name is made to mislead', () => {
    const fields = Array.from({ length: 50 }, (_, index) => index + 3)
    fields[4 - 3] = 77
    expect(parseStat(`42 (a) S 1 (b) 0) S ${fields.slice(1).join(' ')}`)).toEqual({
      pid: 42,
      parent: 77,
      cpuMs: 10 * (14 + 15 + 16 + 17),
      ownMs: 10 * (14 + 15),
      started: 22,
      threads: 20,
      residentPages: 24,
    })
  })

  it('says nothing of a process that has ended', () => {
    expect(parseStat('')).toBeUndefined()
  })
})

it('descendants are found through generations, each once', () => {
  const process = (pid: number, parent: number) => ({ pid, parent })
  const all = [process(1, 0), process(5, 1), process(6, 5), process(7, 6), process(8, 1)]
  expect(
    descendants([5, 6, 99], all)
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual([5, 6, 7])
})

describe.skipIf(process.platform !== 'linux')('treeUsage', () => {
  it('adds up a real tree: memory of a grandchild, threads and processor time', async () => {
    const grandchild =
      'const a = Buffer.alloc(200 * 2 ** 20, 1); while (process.cpuUsage().user < 300_000); console.log(a.length); setInterval(() => {}, 1000)'
    const child = spawn('sh', ['-c', `"${process.execPath}" -e '${grandchild}'; true`])
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const quick = treeUsage([child.pid ?? 0])
    expect(quick.memory).toBeGreaterThan(200 * 2 ** 20)
    expect(quick.processes).toBeGreaterThan(2)
    expect(quick.cpuMs).toBeGreaterThan(200)
    const precise = treeUsage([child.pid ?? 0], true)
    expect(precise.memory).toBeGreaterThan(200 * 2 ** 20)
    expect(precise.memory).toBeLessThanOrEqual(quick.memory)
    // Not the shell alone: what it started as well.
    const [pid] = descendantsOf(child.pid ?? 0)
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  })
})

function descendantsOf(pid: number): number[] {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
}
