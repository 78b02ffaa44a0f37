// How a program ended, in the words of a report; a limit is told as it was, and as it was stretched.
import { type Ended, howItEnded } from '#harness/submission/run-program.ts'

/** Stretched by less than this a limit is still the one that the student knows. */
const WORTH_TELLING = 1.2

/** @param limit the program's own, in seconds on a machine of the usual speed */
export function toldEnd(end: Ended, limit?: number): string {
  if (!end.timedOut || limit === undefined) return howItEnded(end)
  const given = end.durationMs / 1000
  const stretched =
    given > limit * WORTH_TELLING ? `; this machine is busy, so it was given ${Math.round(given)} s` : ''
  return `still running at its limit (${limit} s${stretched}), and killed`
}
