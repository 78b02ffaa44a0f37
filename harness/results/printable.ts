// Makes whatever a program printed safe to show: in a terminal it cannot move the cursor or recolour the screen, in
// XML 1.0 it contains no forbidden character, and in any of them it cannot reorder what stands beside it.
import { withoutControlSequences } from '#harness/host/control-sequences.ts'

const REPLACEMENT = '\ufffd'

/** Bidirectional overrides and isolates, which could turn `failed` on screen into something else. */
const REORDERS = /[\u202a-\u202e\u2066-\u2069]/gu
const NEVER_CHARACTERS = /[\ufffe\uffff]/g
const CONTROLS = /\p{Cc}/gu

/** A control character is shown as its picture (`␀`), so that a stray one in a key or a value can be seen. */
const picture = (control: string): string => {
  const code = control.codePointAt(0) ?? 0
  if (control === '\n' || control === '\t') return control
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : REPLACEMENT
}

export const printable = (text: string): string =>
  withoutControlSequences(text.toWellFormed())
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, picture)
    .replace(NEVER_CHARACTERS, REPLACEMENT)
    .replace(REORDERS, REPLACEMENT)

export const firstLine = (text: string): string => printable(text).trim().split('\n', 1)[0] ?? ''
