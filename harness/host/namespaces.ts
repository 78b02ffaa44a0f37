// A grade runs in namespaces of its own on Linux: a private loopback on which the guide's ports are always free, a private
// /tmp, and a process tree that dies as a whole with its first process. No privileges are needed, only user namespaces.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'

const MARK = 'DAY2_NAMESPACES'
/** Folders that every Linux has and that nothing here needs: one of them carries the new /tmp until it moves to its place. */
const STAGES = ['/mnt', '/media', '/srv', '/opt']

/** Is this process already inside? */
export function inNamespaces(): boolean {
  return process.env[MARK] === '1'
}

/** Why a grade cannot run in namespaces here, or undefined where it can. */
export function whyNoNamespaces(): string | undefined {
  if (process.platform !== 'linux') return `${process.platform} has no Linux namespaces`
  if (process.env[MARK] === '0') return `${MARK}=0 asks for none`
  const stage = STAGES.find(folder => existsSync(folder))
  if (!stage) return `none of ${STAGES.join(', ')} exists to mount the private /tmp on`
  const script = `ip link set lo up && mount -t tmpfs day2 ${stage}`
  const probe = spawnSync('unshare', [...FLAGS, 'sh', '-c', script], { encoding: 'utf8', timeout: 10_000 })
  if (probe.status === 0) return undefined
  if (probe.error) return `unshare cannot be run (${probe.error.message})`
  return (probe.stderr || `unshare ended with ${probe.status ?? probe.signal}`).trim().split('\n')[0]
}

const FLAGS = [
  '--user',
  '--map-root-user',
  '--net',
  '--pid',
  '--fork',
  '--mount',
  '--mount-proc',
  '--kill-child',
]

/**
 * Sets the inside up, then runs the command. $1 is the stage, $2 the number of files and folders that follow and
 * must be seen inside although they lie below /tmp.
 */
const INSIDE = `
set -e
ip link set lo up
stage=$1; shift
count=$1; shift
mount -t tmpfs -o mode=1777 day2 "$stage"
while [ "$count" -gt 0 ]; do
  inside="$stage/\${1#/tmp/}"
  if [ -d "$1" ]; then
    mkdir -p "$inside"
    mount --rbind "$1" "$inside"
  elif [ -e "$1" ]; then
    mkdir -p "$(dirname "$inside")"
    : > "$inside"
    mount --bind "$1" "$inside"
  fi
  shift
  count=$((count - 1))
done
mount --move "$stage" /tmp
exec "$@"
`

/**
 * Runs `command` inside new namespaces, standard streams inherited, and resolves with its exit code. The inside ends when
 * this process ends, however that happens: it holds the other end of a pipe (see {@link dieWithLauncher}).
 *
 * @param visible folders that the inside needs; those below /tmp are carried over into the private one
 */
export function runInNamespaces(command: string[], visible: string[]): Promise<number> {
  const stage = STAGES.find(folder => existsSync(folder))
  if (!stage) throw new Error(`none of ${STAGES.join(', ')} exists to mount the private /tmp on`)
  const below = [...new Set(visible.flatMap(folder => [path.resolve(folder), real(folder)]))].filter(folder =>
    folder.startsWith('/tmp/'),
  )
  const args = [...FLAGS, 'sh', '-c', INSIDE, 'sh', stage, String(below.length), ...below, ...command]
  const child = spawn('unshare', args, {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...process.env, [MARK]: '1' },
  })
  const forward = (signal: NodeJS.Signals): void => {
    // A terminal has sent it to the whole group already; a plain kill has reached this process alone.
    lifeline.write(`${signal}\n`)
  }
  const lifeline = child.stdio[3] as import('node:stream').Writable
  lifeline.on('error', () => {})
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, forward)
      if (signal) process.stderr.write(`The grader was ended by ${signal}.\n`)
      resolve(code ?? 2)
    })
  })
}

/** Inside: calls `onSignal` for a signal that the launcher passes on, and ends everything when the launcher is gone. */
export async function dieWithLauncher(onSignal: (signal: NodeJS.Signals) => void): Promise<void> {
  const { Socket } = await import('node:net')
  const lifeline = new Socket({ fd: 3, readable: true, writable: false })
  lifeline.unref()
  lifeline.on('data', data => {
    for (const name of data.toString().trim().split('\n')) onSignal(name as NodeJS.Signals)
  })
  // This process is the first of its process namespace: with it the kernel ends all the others.
  lifeline.on('close', () => process.exit(2))
  lifeline.on('error', () => {})
}

function real(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return path.resolve(folder)
  }
}
