// A grade runs in namespaces of its own on Linux: a private loopback on which the guide's ports are always free, a private
// /tmp, and a process tree that dies as a whole with its first process. No privileges are needed, only user namespaces. Where the lab is
// not made of the grade's own processes, all that is the same but the network, which stays the machine's.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Duplex } from 'node:stream'
import { hostsInside } from './hosts-inside.ts'
import { LAUNCHER, type Launcher, ownIdentity } from './launcher.ts'
import { type Place, TMP_SOURCE, TMP_SOURCE_ON_THE_NETWORK } from './place.ts'
import { realPath } from './real-path.ts'

/** `DAY2_NAMESPACES=0` asks for none. No value of it asks for some, or says that they are there. */
const SWITCH = 'DAY2_NAMESPACES'
/** Folders that every Linux has and that nothing here needs: one of them carries the new /tmp until it moves to its place. */
const STAGES = ['/mnt', '/media', '/srv', '/opt']
/**
 * What /tmp can hold, in bytes and in files: somewhat more than the programs of an exercise may write, so that it can be seen that they
 * went beyond it. An ordinary user cannot set this later.
 */
const TMP_BYTES = (2048 + 64) * 2 ** 20
const TMP_FILES = 400_000
/** What the inside says on descriptor 3 once it is set up; whatever else comes there before is what went wrong. */
const UP = 'day2: up'
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Until the inside is up, complaints go to the launcher, not to the terminal: it may do without. */
const OUTER = `exec 4>&2 2>&3; exec unshare --user --map-root-user --pid --fork --mount --mount-proc --kill-child "$@"`

/**
 * Sets the inside up, then runs the command, and stays its first process: a shell takes the remains of orphans away while it waits, which
 * Node does not, and a lab that stays, or a class, leaves many. Signals are the command's affair. $1 is the stage, $2 the new /tmp's name, $3 the text of /etc/hosts, which is empty where the
 * network is the machine's, $4 the number of files and folders that follow and must be seen inside although they lie below /tmp. \`-n\`: an ordinary user may not write mount's own table,
 * and \`mount --move\` fails over that. Inside another inside /etc/hosts is one of ours already: a file without a name, over which nothing
 * can be mounted. A program's tree is made in the same way as here, so that is tried as well.
 */
const SET_UP = `
set -e
stage=$1 source=$2 hosts=$3 count=$4
shift 4
mount -n -t tmpfs -o mode=1777,size=${TMP_BYTES},nr_inodes=${TMP_FILES} "$source" "$stage"
[ -z "$hosts" ] || PATH="$PATH:/usr/sbin:/sbin" ip link set lo up
printf %s "$hosts" > "$stage/hosts"
if [ -n "$hosts" ] && [ -e /etc/hosts ] && [ "$(stat -c %h /etc/hosts)" != 0 ]; then mount -n --bind "$stage/hosts" /etc/hosts; fi
rm "$stage/hosts"
while [ "$count" -gt 0 ]; do
  inside="$stage/\${1#/tmp/}"
  if [ -d "$1" ]; then
    mkdir -p "$inside"
    mount -n --rbind "$1" "$inside"
  elif [ -e "$1" ]; then
    mkdir -p "$(dirname "$inside")"
    : > "$inside"
    mount -n --bind "$1" "$inside"
  fi
  shift
  count=$((count - 1))
done
unshare --pid --fork --kill-child --mount --mount-proc setsid true 3<&- 4<&-
mount -n --move "$stage" /tmp
echo '${UP}' >&3
exec 2>&4 4>&- 5<&0 </dev/null
"$@" <&5 5<&- &
trap '' INT TERM HUP QUIT
exec 3<&- 5<&-
wait $! 2>/dev/null
`

/** Either the command ran and ended, or the inside could not be set up and nothing has been run. */
export type Outcome = { code: number } | { why: string }

export interface InsideOptions {
  network?: Place['network']
  /** What the inside is to know of the outside, beside who launched it. */
  told?: Pick<Launcher, 'shared'>
}

/** Why a grade cannot run in namespaces here, or undefined where it can: does all that a grade does, and runs nothing there. */
export function whyNoNamespaces(visible: string[] = []): string | undefined {
  const refused = whyNotTried()
  if (refused !== undefined) return refused
  const [file, args] = launch(['true'], visible)
  const probe = spawnSync(file, args, {
    encoding: 'utf8',
    timeout: 20_000,
    env: envInside(),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const said = probe.output?.[3] ?? ''
  if (probe.status === 0 && said.includes(UP)) return undefined
  return probe.error
    ? `it cannot be tried: ${probe.error.message}`
    : reasonIn(said, probe.status ?? probe.signal)
}

/**
 * Runs `command` inside new namespaces, standard streams inherited. The inside ends when this process ends, however that
 * happens: it holds the other end of a pipe (see {@link dieWithLauncher}).
 *
 * @param visible files and folders that the inside needs; those below /tmp are carried over into the private one
 */
export function runInNamespaces(
  command: string[],
  visible: string[],
  { network = 'private', told = {} }: InsideOptions = {},
): Promise<Outcome> {
  const refused = whyNotTried()
  if (refused !== undefined) return Promise.resolve({ why: refused })
  const [file, args] = launch(command, visible, network)
  const env = { ...envInside(), [LAUNCHER]: JSON.stringify({ ...ownIdentity(), ...told }) }
  const child = spawn(file, args, { stdio: ['inherit', 'inherit', 'inherit', 'pipe'], env })
  const lifeline = child.stdio[3] as Duplex
  let said = ''
  lifeline.setEncoding('utf8')
  lifeline.on('data', (text: string) => {
    said += text
  })
  lifeline.on('error', () => {})
  // A terminal has sent it to the whole group already; a plain kill has reached this process alone.
  const forward = (signal: NodeJS.Signals): void => {
    lifeline.write(`${signal}\n`)
  }
  for (const signal of SIGNALS) process.on(signal, forward)
  return new Promise(resolve => {
    const end = (outcome: Outcome): void => {
      for (const name of SIGNALS) process.off(name, forward)
      lifeline.destroy()
      resolve(outcome)
    }
    child.on('error', error => end({ why: `it cannot be tried: ${error.message}` }))
    child.on('close', (code, signal) => {
      if (!said.includes(UP)) return end({ why: reasonIn(said, code ?? signal) })
      // A shell tells by its exit code what has ended its command.
      const endedBy = signal ?? signalIn(code ?? 0)
      if (endedBy) process.stderr.write(`The grader was ended by ${endedBy}.\n`)
      end({ code: endedBy ? 2 : (code ?? 2) })
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
  // With it the first process of its namespace ends, and with that one all the others.
  lifeline.on('close', () => process.exit(2))
  lifeline.on('error', () => {})
}

function signalIn(code: number): string | undefined {
  return Object.entries(os.constants.signals).find(([, number]) => number === code - 128)?.[0]
}

function whyNotTried(): string | undefined {
  if (process.platform !== 'linux') return `${process.platform} has no Linux namespaces`
  if (process.env[SWITCH] === '0') return `${SWITCH}=0 asks for none`
  if (!stage()) return `none of ${STAGES.join(', ')} exists to mount the private /tmp on`
  return undefined
}

const stage = (): string | undefined => STAGES.find(folder => existsSync(folder))

function launch(
  command: string[],
  visible: string[],
  network: Place['network'] = 'private',
): [file: string, args: string[]] {
  const needed = [...visible, path.dirname(process.execPath)]
  const below = [...new Set(needed.flatMap(file => [path.resolve(file), realPath(file)]))]
    .filter(file => file.startsWith('/tmp/'))
    // A folder comes before what is in it, which it would cover.
    .sort()
  const [flags, source, names] =
    network === 'private'
      ? [['--net'], TMP_SOURCE, hostsInside(hosts(), os.hostname())]
      : [[], TMP_SOURCE_ON_THE_NETWORK, '']
  const setUp = [...flags, 'sh', '-c', SET_UP, 'sh', stage() ?? '', source, names]
  return ['sh', ['-c', OUTER, 'sh', ...setUp, String(below.length), ...below, ...command]]
}

/** A TMPDIR below /tmp (one for each user, say) is covered by the private /tmp, which is as private. */
function envInside(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) {
    const folder = env[name]
    if (folder && [path.resolve(folder), realPath(folder)].some(file => file.startsWith('/tmp/')))
      env[name] = '/tmp'
  }
  return env
}

function reasonIn(said: string, ended: number | string | null): string {
  return said.trim().split('\n')[0] || `setting them up ended with ${ended}`
}

function hosts(): string {
  try {
    return readFileSync('/etc/hosts', 'utf8')
  } catch {
    return ''
  }
}
