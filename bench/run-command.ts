// A whole command, as a person gives it, measured: wall time, processor time and memory of all that it starts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { type ByComponent, ProcessorTime, total } from './processor-time.ts'

export interface Run {
  wallMs: number
  /** Of the command and all that descends from it; not of a lab that was there before. */
  cpuMs: number
  byComponent: ByComponent
  /** Most that was resident at once, in bytes. */
  peak: ByComponent
}

export const REFERENCE = path.join(PROJECT, 'solutions')
export const LAUNCHER = path.join(PROJECT, 'harness/bin/day2.js')

/** @throws Error with what it printed where it did not end with 0 */
export async function runDay2(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const began = performance.now()
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CI: '', ...env },
  })
  const time = new ProcessorTime(child.pid ?? 0)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-4000)
    })
  const [code] = await once(child, 'close')
  const wallMs = performance.now() - began
  const byComponent = time.end()
  if (code !== 0) throw new Error(`day2 ${args.join(' ')} ended with ${code}:\n${output}`)
  return { wallMs, cpuMs: total(byComponent), byComponent, peak: time.peak }
}
