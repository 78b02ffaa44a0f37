// The line of the submission that what its programs printed points at, for whoever shows findings beside the source.
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { sourceLines } from '#harness/excerpt/source-lines.ts'
import type { CheckResult } from '#harness/results/result.ts'

/** So many places are looked up: further ones are those of libraries. */
const MOST = 50

/**
 * The first one that names a file of the exercise's folder.
 *
 * @param folder of the exercise, where its programs ran
 */
export async function submittedPlace(
  folder: string,
  texts: readonly string[],
): Promise<Pick<CheckResult, 'submitted'>> {
  for (const { file, line } of texts.flatMap(sourceLines).slice(0, MOST)) {
    const found = await lstat(path.join(folder, file)).catch(() => undefined)
    if (found?.isFile()) return { submitted: { file, line } }
  }
  return {}
}
