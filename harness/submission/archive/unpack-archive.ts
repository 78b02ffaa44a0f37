// An archive becomes a folder, whole or not at all.
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Budget, type Limits, submissionLimits } from '../budget.ts'
import { SubmissionRefused, SubmissionUnusable, someOf } from '../submission-errors.ts'
import { recogniseArchive } from './archive-kind.ts'
import { unpackTar } from './unpack-tar.ts'
import { UnpackTarget } from './unpack-target.ts'
import { unpackZip } from './unpack-zip.ts'

/** Fills `folder`, which must not be there yet; on any fault it is gone again. Gives back notes. */
export async function unpackArchive(
  file: string,
  folder: string,
  limits = submissionLimits,
  { withinMs }: { withinMs?: number } = {},
): Promise<string[]> {
  const label = basename(file)
  const found = await recogniseArchive(file)
  if ('unsupported' in found) {
    throw new SubmissionUnusable(
      `${file} cannot be opened: it is ${found.unsupported}; hand in a folder, a .zip or a .tar.gz`,
    )
  }
  await refuseHuge(file, label, limits)
  await mkdir(folder)
  try {
    await using target = new UnpackTarget(label, folder, {
      budget: new Budget(label, limits),
      ...(withinMs === undefined ? {} : { withinMs }),
    })
    const odd =
      found.kind === 'zip'
        ? await unpackZip(file, target)
        : await unpackTar(file, target, { gzip: found.kind === 'tar.gz' })
    const leftOut = [...target.leftOut].map(
      ([kind, paths]) => `left out, since only regular files and folders count: ${kind} ${someOf(paths)}`,
    )
    const notes = [...(found.note === undefined ? [] : [found.note]), ...odd, ...leftOut]
    return notes.map(note => `${label}: ${note}`)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Compression never makes things much bigger, so this one is too big whatever is in it. */
async function refuseHuge(file: string, label: string, limits: Limits): Promise<void> {
  const { size } = await stat(file)
  if (size > 2 * limits.bytes) {
    throw new SubmissionRefused(
      label,
      `the archive alone is ${size} bytes, more than twice what may be in it`,
    )
  }
}
