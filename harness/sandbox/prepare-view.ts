// Makes a view's root once: a folder in which this machine lies as a view shows it. Many processes then enter it (enter-view.ts).
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { VIEW_SOURCE } from '#harness/host/place.ts'
import { shellQuote } from '#harness/host/shell-quote.ts'
import { copyForEveryone } from './copy-for-everyone.ts'
import { isBelow, planMounts, type Step } from './mount-plan.ts'
import { readMountTable } from './mount-table.ts'
import type { View } from './view.ts'

/** Single device files; the machine's others are nobody's business. */
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty']
const LIMIT_MS = 20_000

/**
 * Mounts a view below `shelf`; needs the rights of a mount namespace of its own.
 *
 * @returns the view's root
 * @throws Error with mount's own words
 */
export async function prepareView(view: View, shelf: string): Promise<string> {
  const root = path.join(shelf, view.name)
  await mkdir(root, { recursive: true })
  await promisify(execFile)(
    'sh',
    ['-c', mountScript(planMounts(view, readMountTable(), copies())), 'sh', root],
    {
      timeout: LIMIT_MS,
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    },
  )
  return root
}

const COPIED = '/etc'
let copied: Map<string, string> | undefined

/** Made once, for all views of this process. */
function copies(): Map<string, string> {
  if (!copied) {
    const folder = path.join(os.tmpdir(), 'for-everyone')
    copyForEveryone(COPIED, folder)
    copied = new Map([[COPIED, folder]])
  }
  return copied
}

/** Takes a view's mounts away again; processes that are inside keep theirs. */
export async function removeView(root: string): Promise<void> {
  await promisify(execFile)('umount', ['-n', '-l', root], { timeout: LIMIT_MS })
}

/** A script that builds the view in the folder $1. `-n`: an ordinary user's mount cannot write the table of mounts. */
export function mountScript(steps: readonly Step[]): string {
  const lines = [
    'set -eu',
    `mount -n -t tmpfs -o mode=755,size=4m,nr_inodes=16k ${VIEW_SOURCE} "$1"`,
    'cd "$1"',
    'mkdir -p proc old dev',
    ...DEVICES.map(
      name => `[ ! -e /dev/${name} ] || { : > dev/${name}; mount -n --bind /dev/${name} dev/${name}; }`,
    ),
    'ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr',
    // Shared memory counts as files, and is cleared with them.
    'ln -s /tmp dev/shm',
    // A covered folder may hold what is shown, so it is sealed last.
    ...steps.flatMap(step => linesOf(step, steps)),
    'mount -n -o remount,bind,ro .',
  ]
  return `${lines.join('\n')}\n`
}

function linesOf(step: Step, all: readonly Step[]): string[] {
  const inside = shellQuote(`.${step.path}`)
  switch (step.do) {
    case 'folder':
      return [`mkdir -p ${inside}`]
    case 'file':
      return [`: > ${inside}`]
    case 'link':
      return [`ln -s ${shellQuote(step.to)} ${inside}`]
    case 'cover':
      return step.folder
        ? [`mount -n -t tmpfs -o mode=755,size=1m,nr_inodes=8k day2-cover ${inside}`]
        : [`mount -n --bind /dev/null ${inside}`]
    case 'seal':
      return [`mount -n -o remount,bind,ro ${inside}`]
    case 'bind': {
      const from = shellQuote(step.from ?? step.path)
      if (step.below.length === 0)
        return [
          `mount -n -o ${['bind', ...(step.writable ? [] : ['ro']), ...step.options].join()} ${from} ${inside}`,
        ]
      const whole = `mount -n --rbind ${from} ${inside}`
      if (step.writable) return [whole]
      const covered = all.filter(other => other.do === 'cover' && other.folder)
      return [
        whole,
        remount(inside, step.options),
        ...step.below
          // Nobody sees what lies below a cover.
          .filter(mount => !covered.some(({ path }) => isBelow(mount.path, path) && isBelow(path, step.path)))
          .map(mount => {
            const place = shellQuote(`.${mount.path}`)
            // One that cannot be made read-only is not shown at all.
            return `${remount(place, mount.options)} 2>/dev/null || mount -n -t tmpfs -o ro,size=4k day2-cover ${place}`
          }),
      ]
    }
  }
}

const remount = (place: string, options: string[]): string =>
  `mount -n -o ${['remount', 'bind', 'ro', ...options].join()} ${place}`
