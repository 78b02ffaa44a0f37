// The names of all files a grade writes. A new grade removes the old ones of these and touches nothing else, so the
// folder may hold other things, and last week's junit.xml never stands beside today's result.json.

export const RESULT_FILE = 'result.json'

/** Written once, at the end, from the result. */
export const RENDERED_FILES = [
  'junit.xml',
  'report.html',
  'summary.md',
  'ctrf.json',
  'gradescope.json',
  'gl-code-quality.json',
  'classroom.json',
] as const

export type RenderedFile = (typeof RENDERED_FILES)[number]

/** In the same folder, because a rename is atomic only within one file system. */
export const temporaryName = (file: string): string => `.${file}.${process.pid}.tmp`

/** Also what a grade that was killed in the middle of writing left over. */
export const isOurs = (file: string): boolean => {
  const name = /^\.(.+)\.\d+\.tmp$/.exec(file)?.[1] ?? file
  return name === RESULT_FILE || (RENDERED_FILES as readonly string[]).includes(name)
}
