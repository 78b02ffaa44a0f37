// The command line that runs a program inside a view: a user, process, mount and IPC namespace of its own, the view as its root,
// no capability, and no way to get one. It takes some ten milliseconds.

export interface Entering {
  /** Root of a prepared view. */
  root: string
  /** Inside the view. */
  cwd: string
  /** Most processes and threads in it; undefined where the kernel has one limit for the whole machine. */
  processes?: number | undefined
  /** A network namespace to be in, as `nsenter --net=` takes it; without it, the caller's. */
  network?: string | undefined
  command: readonly string[]
}

/**
 * $1 is the view's root, $2 the folder to begin in, $3 the limit of processes, then comes the command. The kernel's settings in the
 * new /proc are sealed: for the machine's real root they would be writable even without a capability.
 */
const ENTER = `
set -eu
root=$1 cwd=$2 limit=$3
shift 3
mount -n --rbind "$root" "$root"
cd "$root"
mount -n -t proc -o nosuid,nodev,noexec proc proc
[ "$limit" = - ] || echo "$limit" > proc/sys/kernel/pid_max
for part in sys irq bus fs; do [ ! -d "proc/$part" ] || mount -n -o bind,ro,nosuid,nodev,noexec "proc/$part" "proc/$part"; done
[ ! -e proc/sysrq-trigger ] || mount -n --bind dev/null proc/sysrq-trigger
${onPathOfAdministrators('pivot_root . old')}
${onPathOfAdministrators('umount -n -l /old')}
cd "$cwd"
ulimit -c 0
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all "$@"
`

/** First process of the namespace is `command`; with it the kernel ends all the others. */
export function enterView({ root, cwd, processes, network, command }: Entering): string[] {
  const namespaces = ['--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount', '--ipc']
  const limit = processes === undefined ? '-' : String(processes)
  const place = network === undefined ? [] : ['nsenter', `--net=${network}`]
  return [...place, 'unshare', ...namespaces, 'sh', '-c', ENTER, 'sh', root, cwd, limit, ...command]
}

/** A line of a shell script: an ordinary user's `PATH` may lack the administrator's tools. */
export function onPathOfAdministrators(line: string): string {
  return `PATH="$PATH:/usr/sbin:/sbin" ${line}`
}
