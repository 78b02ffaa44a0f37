// What `day2 init` did, in words: what was added, what was left, and what to do next.

import { shellQuote } from '#harness/host/shell-quote.ts'
import { plural } from '#harness/results/format.ts'
import type { Copied } from './copy-starter.ts'

export interface Place {
  /** The folder, as the person would call it. */
  folder: string
  /** It is where `npm test` looks by itself. */
  isDefault: boolean
  /** An exercise to begin with, such as `01`. */
  example: string
  /** The extended exercises are there, too. */
  extended?: boolean
  /** Files for editors that were written. */
  editor?: readonly string[]
}

export function tellCopied(
  { added, left }: Copied,
  { folder, isDefault, example, extended = false, editor = [] }: Place,
): string {
  const lines: string[] = []
  if (added.length > 0) {
    lines.push(`Added to ${folder}: ${plural(added.length, 'file')}`)
    for (const [where, names] of byFolder(added)) lines.push(`  ${where}${names.join(', ')}`)
  }
  if (left.length > 0) {
    lines.push(
      added.length > 0 ? 'Left as it is:' : `Nothing is missing in ${folder}: everything is left as it is.`,
    )
    const there = left.filter(({ why }) => why === 'is there already').map(({ path }) => path)
    for (const [where, names] of byFolder(there)) lines.push(`  ${where}${names.join(', ')}`)
    for (const { path, why } of left)
      if (why !== 'is there already') lines.push(`  ${path} was not added: ${why}`)
  }
  if (editor.length > 0)
    lines.push(`For VS Code and IntelliJ, so that they find types and jars: ${editor.join(', ')}`)
  const submission = isDefault ? '' : ` --submission ${shellQuote(folder)}`
  const grade = (exercise: string): string =>
    isDefault
      ? `npm test${exercise && ` -- ${exercise}`}`
      : `npx day2 grade${exercise && ` ${exercise}`}${submission}`
  lines.push(
    '',
    `Work in          ${folder}: README.md tells how, each exercise's own README.md is the task`,
    `Grade one        ${grade(example)}`,
    `Grade them all   ${grade('')}`,
    ...(extended ? [`The extended     ${grade('extended')}`] : []),
  )
  return `${lines.join('\n')}\n`
}

/** `01-one/` -> its files; the files at the top come first. */
function byFolder(paths: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const slash = path.lastIndexOf('/') + 1
    const folder = path.slice(0, slash)
    groups.set(folder, [...(groups.get(folder) ?? []), path.slice(slash)])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}
