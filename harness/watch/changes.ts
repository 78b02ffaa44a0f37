// What was saved, as exercises: a person saves one file, an editor writes three, a checkout a hundred. All that comes together is told once.
import path from 'node:path'
import { watch } from 'chokidar'
import { isClutter, isExerciseName } from '#harness/submission/ignored-names.ts'

/** Exercises whose files changed, or `all` where a file changed that belongs to none of them. */
export type Changed = ReadonlySet<string> | 'all'

export interface Changes {
  close(): Promise<void>
}

/** What comes within so many milliseconds of something else belongs to it. */
const TOGETHER_MS = 100
/** But nobody waits longer than this, in milliseconds. */
const LONGEST_MS = 600

/**
 * @param submission a folder, or an archive; it may be removed and come back
 * @param onChange told once what was saved together
 * @param onSave told at once that something was saved
 */
export async function watchChanges(
  submission: string,
  { onChange, onSave }: { onChange: (changed: Changed) => void; onSave: () => void },
): Promise<Changes> {
  let found: Set<string> | 'all' | undefined
  let first = 0
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => {
    const changed = found
    found = undefined
    if (changed) onChange(changed)
  }
  const watcher = watch(submission, {
    ignoreInitial: true,
    ignored: isIgnored,
    ignorePermissionErrors: true,
    // So long it keeps back what may be half of a save by renaming, which is to be told together with the other half.
    atomic: TOGETHER_MS / 2,
  })
  watcher.on('all', (_, file) => {
    const exercise = exerciseOf(path.relative(submission, file))
    if (found === undefined) {
      first = performance.now()
      onSave()
    }
    if (exercise === undefined || found === 'all') found = 'all'
    else found = (found ?? new Set()).add(exercise)
    clearTimeout(timer)
    timer = setTimeout(tell, Math.min(TOGETHER_MS, Math.max(0, LONGEST_MS - (performance.now() - first))))
  })
  // What cannot be watched any more, such as a folder on a stick that was pulled out, changes no more.
  watcher.on('error', () => {})
  await new Promise<void>(resolve => watcher.once('ready', resolve))
  return {
    async close() {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}

/** What neither a program nor a copy of the submission depends on. */
const isIgnored = (file: string): boolean => {
  const name = path.basename(file)
  return name === 'node_modules' || name === '.git' || isClutter(name)
}

/** @param inside the submission, empty for itself */
export function exerciseOf(inside: string): string | undefined {
  const parts = inside.split(path.sep)
  // An archive's own folders may lie around it; a folder's are where they are.
  return parts.find(isExerciseName)
}
