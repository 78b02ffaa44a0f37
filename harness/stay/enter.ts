// Runs a command inside a lab that is kept by other processes: with this terminal, where a program would run and as one.
import { spawn } from 'node:child_process'
import os from 'node:os'
import type { Standing } from '#harness/lane/protocol.ts'
import { enterView } from '#harness/sandbox/enter-view.ts'

/** The namespaces of a lane; its user's rights over them are kept. */
const ENTER = ['--user', '--net', '--pid', '--mount', '--preserve-credentials']

/** Leaves behind the id of what comes next, so that it can be ended from inside. $1 is the file. */
const NOTE_ID = 'echo $$ >"$1"; shift; exec "$@"'

/** The first process of a process namespace gets no signal that it does not expect: Ctrl-C is for its child. */
const AS_CHILD = '"$@"; exit $?'

/** Without a view, in a process namespace of its own all the same. $1 is the folder to begin in. */
const IN_FOLDER = 'cd "$1"; shift; exec "$@"'
const NAMESPACE = ['unshare', '--pid', '--fork', '--kill-child', '--mount', '--mount-proc']

/**
 * @param pid first process of the lab's namespaces; undefined where it has none, and this machine is all there is
 * @returns the command's exit code, or 128 and the number of the signal that ended it
 */
export async function runInside(
  command: readonly string[],
  { standing, pid, env }: { standing: Standing; pid: number | undefined; env: Record<string, string> },
): Promise<number> {
  const { cwd, root, pidFile } = standing
  const inside = ['sh', '-c', AS_CHILD, 'sh', ...command]
  const entered =
    root === undefined
      ? [...NAMESPACE, 'sh', '-c', IN_FOLDER, 'sh', cwd, ...inside]
      : enterView({ root, cwd, command: inside })
  const noted = ['sh', '-c', NOTE_ID, 'sh', pidFile]
  const [file = '', ...args] =
    pid === undefined
      ? [...noted, 'sh', '-c', IN_FOLDER, 'sh', cwd, ...command]
      : ['nsenter', '--target', String(pid), ...ENTER, ...noted, ...entered]
  const child = spawn(file, args, { stdio: 'inherit', env: { ...standing.env, ...env } })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (os.constants.signals[signal ?? 'SIGKILL'] ?? 0)),
    )
  })
}
