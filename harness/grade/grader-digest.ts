// Which grader has judged something: a digest over all that a verdict can depend on. Marks of two digests may differ for no other
// reason than that; marks of one may not.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { walkFolder } from '#harness/submission/walk-folder.ts'

/** Folders of the harness that no verdict depends on: what they do comes before or after it. */
const NO_MATTER = new Set([
  'batch',
  'bin',
  'commands',
  'doctor',
  'starter',
  'verify',
  'testing',
  'node_modules',
])

/** Of an exercise: what stands beside its suite to hold the grader against. */
const CASES = new Set(['wrong', 'unusual', 'hostile', 'testing'])

export interface GraderDigest {
  of(exercise: string): Promise<string>
}

/** @param project another one, for the tests */
export function graderDigest(project = PROJECT): GraderDigest {
  const common = Promise.all([
    linesOf(path.join(project, 'harness'), NO_MATTER),
    hashOf(path.join(project, 'package-lock.json')),
  ])
  const known = new Map<string, Promise<string>>()
  return {
    of(exercise) {
      const digest = known.get(exercise) ?? digestOf(common, exercise, path.join(project, 'suites', exercise))
      known.set(exercise, digest)
      return digest
    },
  }
}

async function digestOf(common: Promise<[string[], string]>, id: string, suite: string): Promise<string> {
  const [harness, lock] = await common
  const whole = createHash('sha256')
  for (const line of [id, lock, ...harness, ...(await linesOf(suite, CASES))]) whole.update(`${line}\n`)
  return whole.digest('hex').slice(0, 24)
}

async function linesOf(folder: string, without: ReadonlySet<string>): Promise<string[]> {
  const lines: string[] = []
  for await (const { kind, path: name } of walkFolder(folder, found => !without.has(found.name))) {
    const last = name.split('/').at(-1) ?? ''
    if (kind !== 'file' || /\.test\.ts$|\.md$/.test(last)) continue
    lines.push(`${name} ${await hashOf(path.join(folder, name))}`)
  }
  return lines
}

async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
}
