// Sees to it that nothing of a lab outlives its grader, even one that was SIGKILLed: a second process holds the list of
// process groups and folders, and clears up when the pipe from the grader closes. Inside namespaces the kernel does this
// already; the keeper serves everywhere else.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { HERE, type Place } from './place.ts'

export interface Keeper {
  /** The process group of `pid` is to be killed should the grader die. */
  watch(pid: number): void
  release(pid: number): void
  /** The folder is to be removed should the grader die. */
  watchFolder(folder: string): void
  /** Ends the keeper; call it when everything has been cleared up. */
  close(): void
}

export function startKeeper(place: Place = HERE): Keeper {
  if (place.clearsUp === 'kernel') return { watch() {}, release() {}, watchFolder() {}, close() {} }
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'keeper-process.ts')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  child.unref()
  // A keeper that is gone must not take the grader with it.
  child.on('error', () => {})
  child.stdin.on('error', () => {})
  const tell = (line: string): void => {
    child.stdin.write(`${line}\n`)
  }
  return {
    watch: pid => tell(`+${pid}`),
    release: pid => tell(`-${pid}`),
    watchFolder: folder => tell(`/${folder}`),
    close: () => child.stdin.end('done\n'),
  }
}
