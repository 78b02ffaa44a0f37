// The mounts that this process sees, as /proc/self/mountinfo lists them (proc(5)).
import { readFileSync } from 'node:fs'

export interface Mount {
  path: string
  /** Those options of the mount itself that a further mount of it must repeat: in a user namespace they cannot be taken away. */
  options: string[]
}

/** Options that `mount -o remount,bind` would drop where they are not said again. */
const KEPT = new Set(['nosuid', 'nodev', 'noexec', 'noatime', 'nodiratime', 'relatime', 'nosymfollow'])

export function readMountTable(): Mount[] {
  return parseMountTable(readFileSync('/proc/self/mountinfo', 'utf8'))
}

/** Of several mounts on one path the last is the one that is seen, and the only one in the answer. */
export function parseMountTable(text: string): Mount[] {
  const seen = new Map<string, Mount>()
  for (const line of text.split('\n')) {
    const [, , , , mountPoint, options] = line.split(' ')
    if (mountPoint === undefined || options === undefined) continue
    // Blanks, tabs, line ends, backslashes and `#` are written in octal.
    const path = mountPoint.replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    )
    seen.set(path, { path, options: options.split(',').filter(option => KEPT.has(option)) })
  }
  return [...seen.values()]
}
