// Windows of event time, aligned to the epoch, and the way in which the contract writes a moment: what keys with windows are made of.

/** A moment as ISO 8601 in UTC with whole seconds, `2024-01-15T10:05:00Z`. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/**
 * The starts of all windows that hold a moment, the earliest first; a window's end is outside.
 *
 * @param at milliseconds since the epoch
 * @param size length of a window, in milliseconds
 * @param advance a window starts every so many milliseconds: less than `size` where windows overlap
 */
export function windowStarts(at: number, size: number, advance = size): number[] {
  const starts: number[] = []
  for (let start = Math.floor(at / advance) * advance; start > at - size; start -= advance)
    starts.unshift(start)
  return starts
}
