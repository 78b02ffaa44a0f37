// What the programs of a submission find of this machine: what their isolation says, what the grader gives them (tools, Node, the
// JDK, jars, the packages that they may import), and nothing of what it keeps.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { realPath } from '#harness/host/real-path.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { stayShelf } from '#harness/runtime/stay-shelf.ts'
import { baseView, type MachinePlaces } from '#harness/sandbox/base-view.ts'
import { carriedIn } from '#harness/sandbox/carried-in.ts'
import { isBelow } from '#harness/sandbox/mount-plan.ts'
import { ROOM } from '#harness/sandbox/room.ts'
import type { View } from '#harness/sandbox/view.ts'
import { isExerciseName } from '#harness/submission/ignored-names.ts'

/** Of the project: what tools and stand-ins are started from, and what programs may import. */
export const GIVEN: readonly string[] = [
  ...['harness/package.json', 'harness/tools', 'harness/host/shell-quote.ts', 'harness/runtime/program-conf'],
  ...['harness/lab/component-state.ts', 'harness/lab/embedded/conf', 'node_modules/zod', 'node_modules/node'],
  ...['node_modules/kafkajs', 'node_modules/undici', 'node_modules/avsc', 'node_modules/zx'],
]

export interface ProgramViewOptions extends MachinePlaces {
  runtime: Runtime
  /** The folder with what stands in front on the PATH. */
  tools: string
  /** Where the submission was handed in: it is not there, nor is what looks like another one beside it. */
  submission: string
  /** Packages of the submission's own, which its copy only links to. */
  packages: readonly string[]
  /** What they and the Connect workers see by the same path, where the workers see nothing else of this machine. */
  shared?: string | undefined
  /** The launcher's folder, where that lies: on the machine's disk, and so nothing for programs to write to. */
  outside?: string | undefined
  reports: string
}

export function programView(options: ProgramViewOptions): View {
  const { runtime, tools, submission, packages, shared, outside, reports } = options
  const machine = baseView(options)
  const given = GIVEN.map(name => path.join(PROJECT, name))
  // The socket of a lab that stays would take orders from anybody who can reach it.
  const kept = [
    PROJECT,
    ROOM,
    stayShelf(),
    reports,
    submission,
    ...besides(submission),
    ...(outside === undefined ? [] : [outside]),
  ]
  // A folder on the PATH, or a link in one, may lead to what is kept.
  const found = machine.seen.filter(place => !kept.some(each => isBelow(realPath(place), realPath(each))))
  const seen = [
    ...[...found, ...given, ...packages, process.execPath, runtime.jdk.home, cacheRoot(), tools],
    ...(shared === undefined ? [] : [shared]),
  ]
  return {
    name: 'programs',
    seen,
    writable: ['/tmp'],
    hidden: [...machine.hidden, ...kept, ...carriedIn(seen)],
  }
}

/** What stands beside a submission and looks like another one: a folder with exercises, or an archive. */
function besides(submission: string): string[] {
  const shelf = path.dirname(submission)
  if (!existsSync(shelf)) return []
  return readdirSync(shelf, { withFileTypes: true })
    .filter(entry =>
      entry.isDirectory() ? holdsExercises(path.join(shelf, entry.name)) : isArchive(entry.name),
    )
    .map(entry => path.join(shelf, entry.name))
}

const isArchive = (name: string): boolean => /\.(zip|tar|tar\.gz|tgz)$/i.test(name)

function holdsExercises(folder: string): boolean {
  try {
    return readdirSync(folder).some(isExerciseName)
  } catch {
    return false
  }
}
