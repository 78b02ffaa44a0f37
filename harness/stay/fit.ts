// What a lab that stays must have in common with whoever uses it. Each part is known by a digest and called by the words in which a
// person is told that it has changed.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { exerciseIds } from '#harness/exercise/suites.ts'
import { graderDigest } from '#harness/grade/grader-digest.ts'
import { PROJECT } from '#harness/host/project.ts'
import { cacheRoot } from '#harness/runtime/cache.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { machinePath } from '#harness/submission/workspace.ts'

export type Fit = Readonly<Record<string, string>>

export async function fitHere(runtime: Runtime): Promise<Fit> {
  const { jdk, jars, storageTemplate, flags } = runtime
  const digest = graderDigest()
  const suites = await Promise.all((await exerciseIds()).map(id => digest.of(id)))
  return {
    'the grader or its suites': hash(suites),
    'the JDK, the jars or the start-up archives': hash([
      ...[jdk.home, jdk.version, jars.folder, storageTemplate],
      ...flags('broker'),
      ...flags('worker'),
    ]),
    // The lab looks into these folders themselves, whatever stands in their place later.
    'the folder of the project or of the cache': hash([PROJECT, cacheRoot()].map(identityOf)),
    Node: hash([process.execPath, process.version]),
    PATH: hash([machinePath()]),
    HOME: hash([process.env.HOME ?? '']),
  }
}

/** The parts in which the two differ. */
export const differences = (one: Fit, other: Fit): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(part => one[part] !== other[part])

/** The folder itself; another one of the same name has another identity. */
export function identityOf(folder: string): string {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found ? `${folder} ${found.dev}:${found.ino}` : folder
}

const hash = (texts: readonly string[]): string =>
  createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 24)
