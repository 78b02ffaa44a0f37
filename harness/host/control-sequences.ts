// Text without what steers a terminal, at a cost that grows with the text and not with its square.
import { stripVTControlCharacters } from 'node:util'

/** Of such a command, as parts of a pattern. */
const ENDS = ['\u0007', '\u001b\\\\', '\u009c']

/**
 * The beginning of a command to the terminal that has no end nearby. For each of these Node's own function reads on to the end of the text,
 * and a program can print a hundred thousand of them.
 */
const NEVER_ENDS = new RegExp(`\u001b\\](?![^\u0007\u001b\u009c]{0,4096}(?:${ENDS.join('|')}))`, 'g')

export function withoutControlSequences(text: string): string {
  return stripVTControlCharacters(text.replace(NEVER_ENDS, ']'))
}
