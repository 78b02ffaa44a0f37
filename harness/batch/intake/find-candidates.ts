// What of all that was given is somebody's hand-in: looked for as learning platforms pack it, and in plain folders.
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { UserError } from '#harness/host/user-error.ts'
import { unpackArchive } from '#harness/submission/archive/unpack-archive.ts'
import { SubmissionUnusable } from '#harness/submission/submission-errors.ts'
import type { Candidate, Found } from './candidate.ts'
import { isArchiveName, readKnownName, withoutEnding } from './known-names.ts'
import { looksLikeSubmission, readClassFolder } from './read-class-folder.ts'

/** A download of a whole class is as big as it is; it comes from a teacher, and only its paths are not trusted. */
const CLASS_LIMITS = { bytes: 256 * 1024 ** 3, files: 2_000_000 }
const CLASS_UNPACK_MS = 60 * 60_000

export interface FindOptions {
  /** A folder for what class archives hold; it must stay until everything is graded. */
  scratch: string
  exercises: readonly string[]
}

/** @throws UserError where something that was given is not there */
export async function findCandidates(given: readonly string[], options: FindOptions): Promise<Found> {
  const found: Found = { candidates: [], strays: [] }
  const names = given.map(each => path.basename(path.resolve(each)))
  for (const [index, each] of given.entries()) {
    const name = names[index] ?? each
    const source = names.indexOf(name) === names.lastIndexOf(name) ? name : path.resolve(each)
    const { candidates, strays } = await lookAt(path.resolve(each), source, index, options)
    found.candidates.push(...candidates)
    found.strays.push(...strays)
  }
  return found
}

async function lookAt(
  given: string,
  source: string,
  index: number,
  { scratch, exercises }: FindOptions,
): Promise<Found> {
  const status = await stat(given).catch(() => undefined)
  if (!status) throw new UserError(`There is nothing at ${given}.`)
  const alone = (): Found => ({
    candidates: [{ source, path: given, person: personOf(path.basename(given)), notes: [] }],
    strays: [],
  })
  if (status.isDirectory()) {
    // By what is directly in it: a class of one is a class.
    if (await looksLikeSubmission(given, exercises, { deep: false })) return alone()
    return readClassFolder(given, source, exercises)
  }
  if (!isArchiveName(given))
    return { candidates: [], strays: [{ source, why: 'it is neither a folder nor an archive' }] }
  if (readKnownName(path.basename(given))) return alone()
  const unpacked = path.join(scratch, `given-${index + 1}`)
  try {
    await unpackArchive(given, unpacked, CLASS_LIMITS, { withinMs: CLASS_UNPACK_MS })
  } catch (error) {
    // The row says why.
    if (error instanceof SubmissionUnusable) return alone()
    throw error
  }
  if (!(await looksLikeSubmission(unpacked, exercises))) {
    const inside = await readClassFolder(unpacked, source, exercises)
    if (inside.candidates.length > 0) return inside
  }
  await rm(unpacked, { recursive: true, force: true })
  return alone()
}

const personOf = (name: string): Candidate['person'] =>
  readKnownName(name) ?? { origin: 'plain', name: withoutEnding(name) }
