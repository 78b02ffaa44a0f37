// The command as a person starts it, for the tests: in a process of its own, with all that it prints.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'

const LAUNCHER = path.join(PROJECT, 'harness/bin/day2.js')

export interface Started {
  child: ChildProcess
  /** Resolves with the exit code. */
  ended: Promise<number | null>
  /** What it has printed so far, on either stream. */
  output(): string
}

export function startDay2(args: readonly string[], env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()))
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  return { child, ended, output: () => output }
}

/** Runs it to its end, with empty input. */
export async function day2(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const { child, ended, output } = startDay2(args, env)
  child.stdin?.end()
  return { code: await ended, output: output() }
}
