// What a program printed, as lines that a person can read: no progress meters, no colours, none of the work area's own paths.
import { pathToFileURL } from 'node:url'
import { withoutControlSequences } from '#harness/host/control-sequences.ts'

/** A folder whose path says nothing to the reader, and what stands in its place; nothing where `as` is empty. */
export interface Place {
  path: string
  as: string
}

const METER =
  /^(?:\s*(?:[\d.]+[kMGT]?|--:--:--|\d+:\d\d:\d\d)(?=\s|$|curl:)){6,}\s*|^\s*% Total\s+% Received.*|^\s+Dload\s+Upload.*/

/** What a tool says of itself and not of what went wrong. */
const NOISE: readonly RegExp[] = [
  /^Node\.js v\d+\.\d+\.\d+$/,
  /^\(Use `node --trace-/,
  /^\[ERROR\] *$/,
  /^\[ERROR\] (To see the full stack trace|Re-run Maven using|For more information about the errors|\[Help \d+\])/,
  /^WARNING: (A terminally deprecated method in sun\.misc\.Unsafe|sun\.misc\.Unsafe::|Please consider reporting this to the maintainers)/,
  // The settings that a Kafka client lists at its start, some hundred lines.
  /^\t[a-z][\w.]+ = .*$/,
]

export function tidyLines(text: string, places: readonly Place[] = []): string[] {
  const metered = /% Total +% Received/.test(text)
  const lines: string[] = []
  for (const raw of withoutPlaces(withoutControlSequences(text), places).split('\n')) {
    // A line that is written over and over again ends as what was written last.
    let line = raw.split('\r').findLast(piece => piece.trim() !== '') ?? ''
    if (metered) line = line.replace(METER, '')
    line = line.trimEnd()
    const dropped = (line === '' && raw.trim() !== '') || NOISE.some(noise => noise.test(line))
    // One blank line parts as well as five do.
    if (!dropped && (line !== '' || (lines.at(-1) ?? '') !== '')) lines.push(line)
  }
  while (lines.at(-1) === '') lines.pop()
  return lines
}

function withoutPlaces(text: string, places: readonly Place[]): string {
  let result = text
  const longestFirst = [...places]
    .filter(({ path }) => path !== '')
    .sort((a, b) => b.path.length - a.path.length)
  for (const { path, as } of longestFirst) {
    for (const spelled of [pathToFileURL(path).href, `file://${path}`, path]) {
      // In quotation marks a bare name would look like that of a package.
      if (as === '')
        for (const quote of [`'`, '"']) result = result.replaceAll(`${quote}${spelled}/`, `${quote}./`)
      result = result.replaceAll(`${spelled}/`, as === '' ? '' : `${as}/`).replaceAll(spelled, as || '.')
    }
  }
  return result
}
