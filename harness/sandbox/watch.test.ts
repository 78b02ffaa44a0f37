import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import type { Beyond } from './limits.ts'
import { watchUsage } from './watch.ts'

it.skipIf(process.platform !== 'linux')(
  'a look tells at once what is beyond a limit, and nothing where nothing runs',
  async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' })
    onTestFinished(() => void child.kill('SIGKILL'))
    await once(child, 'spawn')
    const told: Beyond[] = []
    let running: number[] = []
    const watch = watchUsage({
      limits: { memory: 1e12, files: 1e12, processes: 0 },
      roots: () => running,
      onBeyond: beyond => told.push(beyond),
    })
    watch.look()
    expect(told).toEqual([])
    running = [child.pid ?? 0]
    // No turn of the event loop in between: the timer has had no chance.
    watch.look()
    watch.end()
    expect(told).toEqual([{ limit: 'processes', allowed: 0, used: 1 }])
  },
)
