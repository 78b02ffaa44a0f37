// What a person sees while a check waits: for what, and for how long it may still take.
import type { Waiting } from '#harness/exercise/check-context.ts'
import { type Look, paints, shownTitle, widthOf } from '#harness/results/terminal-look.ts'
import { columns, cutEnd } from '#harness/results/terminal-text.ts'

/** A wait that is over sooner is not worth a word. */
export const TELL_AFTER_MS = 10_000

/** Where lines are said and not drawn over, the same wait is told of again after this. */
export const SAY_AGAIN_MS = 30_000

/** One line that fits the terminal; the numbers are never cut. */
export const renderWaiting = (
  check: string,
  { what, waitedMs, leftMs, stretch }: Waiting,
  look: Look,
): string => {
  const { bold, dim } = paints(look)
  const why = stretch > 1.2 ? `: this machine is busy, it gets ${stretch.toFixed(1)} times as long` : ''
  const times = `${seconds(waitedMs)} s, at most ${seconds(leftMs)} s more${why}`
  if (look.plain) return `  ${check}: waiting for ${shownTitle(what)}, ${times}`
  const head = `  … ${check}  `
  // The last column stays free: a terminal would begin a new line, which can't be taken away again.
  const room = widthOf(look) - 1 - columns(head) - columns(` (${times})`)
  const waitsFor = `waiting for ${shownTitle(what)}`
  const text = room < 8 ? '' : cutEnd(waitsFor, room)
  return `  … ${bold(check)}  ${text} ${dim(cutEnd(`(${times})`, widthOf(look) - 1 - columns(head) - columns(text) - 1))}`
}

const seconds = (ms: number): number => Math.max(0, Math.round(ms / 1000))
