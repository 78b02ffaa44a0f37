// Starts a component of the lab inside a view, in a process namespace of its own: its /proc shows itself alone.
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { enterView } from './enter-view.ts'

export interface LaunchOptions {
  /** Root of a prepared view; without it the command sees what the grader sees. */
  root: string | undefined
  command: readonly [string, ...string[]]
  cwd: string
  env: Record<string, string>
  /** Descriptors of standard output and error. */
  output: number
}

export interface Launched {
  child: ChildProcess
  /** SIGTERM to the command itself. SIGKILL to `child` takes everything that it has started along. */
  terminate(): void
}

/** First process of the namespace: names of signals come on descriptor 3, and it ends with the command's exit code. */
const FIRST_PROCESS = `
"$@" 3<&- &
command=$!
while read -r signal <&3; do kill -s "$signal" "$command"; done 2>/dev/null &
wait "$command"
exit $?
`

export function launch({ root, command, cwd, env, output }: LaunchOptions): Launched {
  const stdio: StdioOptions = ['ignore', output, output]
  // A group of its own: a Ctrl-C at the terminal must reach the grader alone.
  const options = { cwd, env, detached: true }
  if (root === undefined) {
    const [file, ...args] = command
    const child = spawn(file, args, { ...options, stdio })
    return { child, terminate: () => void child.kill('SIGTERM') }
  }
  const inside = ['sh', '-c', FIRST_PROCESS, 'sh', ...command]
  const [file = '', ...args] = enterView({ root, cwd, command: inside })
  const child = spawn(file, args, { ...options, stdio: [...stdio, 'pipe'] })
  const signals = child.stdio[3] as Writable
  signals.on('error', () => {})
  return { child, terminate: () => void signals.write('TERM\n') }
}
