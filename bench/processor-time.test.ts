// Real processes that compute: what is counted is held against what they have been told to use.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { type ByComponent, ProcessorTime, total } from './processor-time.ts'

/** A program that computes until it has used so many milliseconds of processor time, its own start included. */
const burn = (ms: number): string =>
  `const used = () => { const { user, system } = process.cpuUsage(); return user + system }; while (used() < ${ms * 1000});`

async function measured(script: string, leaves = ''): Promise<ByComponent> {
  const child = spawn('sh', ['-c', script], {
    stdio: 'inherit',
    env: { ...process.env, NODE: process.execPath, LEAVES: leaves },
  })
  const time = new ProcessorTime(child.pid ?? 0)
  await once(child, 'close')
  return time.end()
}

describe.runIf(process.platform === 'linux')('processor time', () => {
  it('is that of a command, of what it starts, and of what that leaves behind', async () => {
    const leaves = `(sleep 0.5; exec setsid "$NODE" -e '${burn(600)}') & sleep 0.8`
    const sum = total(await measured(`"$NODE" -e '${burn(600)}' & sh -c "$LEAVES"; wait; sleep 1.5`, leaves))
    expect(sum).toBeGreaterThan(650)
    expect(sum).toBeLessThan(1600)
  })

  it('counts many short ones, seen or not, and each once', async () => {
    const sum = total(
      await measured(`for i in 1 2 3 4 5 6 7 8 9 10; do "$NODE" -e '${burn(100)}'; done; sleep 0.3`),
    )
    expect(sum).toBeGreaterThan(500)
    expect(sum).toBeLessThan(1600)
  })

  it('tells programs of a submission by their environment', async () => {
    const { programs } = await measured(`DAY2_PROGRAM=x "$NODE" -e '${burn(600)}'`)
    expect(programs).toBeGreaterThan(250)
  })
})
