// One line that is written over and over on a terminal, and line by line elsewhere: on standard error, so that it is in no report.
import { cutEnd } from '#harness/results/terminal-text.ts'

export interface ProgressLine {
  tell(text: string): void
  /** Takes the line away; call it before anything else is printed. */
  clear(): void
}

/** @param plain nothing is drawn over */
export function progressLine(stream: NodeJS.WriteStream = process.stderr, plain = false): ProgressLine {
  let drawn = false
  let last = ''
  return {
    tell(text) {
      if (stream.isTTY && !plain) {
        stream.write(`\r\u001b[2K${cutEnd(text, (stream.columns || 80) - 1)}`)
        drawn = true
        return
      }
      // Counts that go up are for a person who watches.
      const steady = text.replace(/: \d.*$/, '')
      if (steady !== last) stream.write(`${steady}\n`)
      last = steady
    },
    clear() {
      if (drawn) stream.write('\r\u001b[2K')
      drawn = false
    },
  }
}
