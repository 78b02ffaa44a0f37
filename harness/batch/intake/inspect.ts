// Opens one hand-in far enough to know what there is to grade, and closes it again: nothing stays unpacked.
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { requireCopyable } from '#harness/submission/copy-exercise.ts'
import { foldersMeant } from '#harness/submission/exercise-name-hint.ts'
import { folders } from '#harness/submission/find-root.ts'
import { openSubmission, type Submission } from '#harness/submission/open-submission.ts'
import { someOf } from '#harness/submission/submission-errors.ts'
import type { Candidate } from './candidate.ts'
import type { Entrant } from './entrant.ts'

export type Inspected = Pick<Entrant, 'unusable' | 'digest' | 'attempted' | 'meant' | 'notes'>

export interface InspectOptions {
  /** A folder that does not exist. */
  scratch: string
  exercises: readonly string[]
  /** Shown each hand-in while it is open. */
  onOpen?: (submission: Submission) => Promise<void>
}

/** @throws only what is a fault of this machine, such as a full disk */
export async function inspect(
  { path: given, unusable, notes }: Candidate,
  options: InspectOptions,
): Promise<Inspected> {
  const nothing = { attempted: [], meant: {}, notes }
  if (unusable !== undefined) return { ...nothing, unusable }
  const { scratch, exercises, onOpen } = options
  await mkdir(scratch, { recursive: true })
  try {
    const submission = await openSubmission(given, { scratch, exercises })
    const attempted: string[] = []
    const meant: Record<string, string> = {}
    const names = await folders(submission.root)
    for (const id of exercises) {
      if ((await submission.exercise(id)) !== undefined) {
        await requireCopyable(submission, id)
        attempted.push(id)
        continue
      }
      const near = foldersMeant(id, names, exercises)
      if (near.length > 0) meant[id] = `there is ${someOf(near.map(name => `${name}/`))}: rename it to ${id}/`
    }
    await onOpen?.(submission)
    // Paths of this machine help nobody who reads the report.
    const told = submission.notes.map(note => note.replaceAll(given, path.basename(given)))
    return { digest: submission.digest, attempted, meant, notes: [...notes, ...told] }
  } catch (error) {
    if (isFullDisk(error)) throw error
    const why = error instanceof Error ? error.message : String(error)
    return { ...nothing, unusable: why.replaceAll(given, path.basename(given)) }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

export function isFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) return true
  return isFullDisk(error.cause)
}
