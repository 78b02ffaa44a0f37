// A program and all that it starts, so that a crash hits all of it and nothing stays behind. Where the kernel allows it the
// program runs in a process namespace of its own; elsewhere it leads a process group, and stragglers are found by a mark in
// their environment.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { HERE, type Place } from '#harness/host/place.ts'

export interface TreeOptions {
  command: string[]
  cwd: string
  env: Record<string, string>
  /** Names this program among all processes of the machine. */
  mark: string
}

export interface ProcessTree {
  readonly child: ChildProcess
  /** SIGTERM to the program's process group. */
  terminate(): void
  /** SIGKILL to the program and all that it started. */
  kill(): void
  /** After the program's end: SIGKILL to whatever it left running. */
  sweep(): void
}

export const MARK = 'DAY2_PROGRAM'

/**
 * First process of the namespace. It starts the program as the leader of a group and session of its own, passes signals that
 * come as names on descriptor 3 on to that group, and ends with the program's exit code; the kernel then ends all that is left.
 */
const FIRST_PROCESS = `
exec 4<&0 </dev/null
setsid "$@" <&4 3<&- 4<&- &
program=$!
exec 4<&-
while read -r signal <&3; do kill -s "$signal" -- "-$program"; done 2>/dev/null &
exec 3<&-
wait "$program"
exit $?
`

export function spawnTree(options: TreeOptions, place: Place = HERE): ProcessTree {
  return place.trees === 'namespace' ? inNamespaceOfItsOwn(options) : asProcessGroup(options)
}

function inNamespaceOfItsOwn({ command, cwd, env, mark }: TreeOptions): ProcessTree {
  const unshare = [
    '--pid',
    '--fork',
    '--kill-child',
    '--mount',
    '--mount-proc',
    'sh',
    '-c',
    FIRST_PROCESS,
    'sh',
    ...command,
  ]
  const child = spawn('unshare', unshare, {
    cwd,
    env: { ...env, [MARK]: mark },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const signals = child.stdio[3] as Writable
  signals.on('error', () => {})
  return {
    child,
    terminate: () => void signals.write('TERM\n'),
    kill: () => void child.kill('SIGKILL'),
    sweep: () => {},
  }
}

function asProcessGroup({ command, cwd, env, mark }: TreeOptions): ProcessTree {
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    cwd,
    env: { ...env, [MARK]: mark },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const signal = (name: NodeJS.Signals): void => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, name)
    } catch {
      // The group has ended.
    }
  }
  const killAll = (): void => {
    signal('SIGKILL')
    for (const pid of marked(mark)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    }
  }
  return { child, terminate: () => signal('SIGTERM'), kill: killAll, sweep: killAll }
}

/** Processes that carry the mark although they left the group (Linux; elsewhere the group is all there is). */
function marked(mark: string): number[] {
  if (process.platform !== 'linux') return []
  const needle = `${MARK}=${mark}\0`
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(needle)
      } catch {
        return false
      }
    })
    .map(Number)
}
