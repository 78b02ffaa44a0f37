// Lines that are added to an input file, as the suites of Connect add them. Programs can write there as well.
import path from 'node:path'
import { NotPlain, openPlain } from '#harness/host/plain-file.ts'
import { fail } from './check-failed.ts'

/** @throws CheckFailed where a program has removed the file, or put something else in its place */
export async function appendLines(file: string, lines: readonly string[]): Promise<void> {
  const name = path.basename(file)
  const gone = (): never =>
    fail({
      message: `${name} is not the input file any more that the grader made`,
      expected: 'a plain file that lines can be added to',
      actual: 'it was removed, or something else was put in its place',
      hint: 'The input files are there to be read. Which program removes, renames or replaces one?',
    })
  try {
    await using handle = await openPlain(file, 'append')
    await handle.appendFile(lines.map(line => `${line}\n`).join(''))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (missing || error instanceof NotPlain) gone()
    throw error
  }
}
