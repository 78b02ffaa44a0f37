// Our own sentences in HTML: a command between backticks is code.
import { escapeHtml, withCode } from '#harness/results/html-escape.ts'

/** Messages, hints and titles: prose of ours with texts of a submission in it. */
export const prose = (text: string): string => withCode(text.trimEnd()).replaceAll('\n', '<br>')

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** "12 November 2026, 22:00 UTC"; what is no time is shown as it is. */
export function moment(time: string): string {
  const date = new Date(time)
  if (Number.isNaN(date.getTime())) return escapeHtml(time)
  const pad = (number: number): string => String(number).padStart(2, '0')
  const words = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())} UTC`
  return `<time datetime="${date.toISOString()}">${words}</time>`
}

/** Since the exercise began, where that is known; else the time of day. */
export function since(at: string, began: string | undefined): string {
  const [moment, zero] = [at, began ?? ''].map(each => new Date(each).getTime()) as [number, number]
  if (Number.isNaN(moment)) return escapeHtml(at)
  if (Number.isNaN(zero)) return `${new Date(moment).toISOString().slice(11, 19)} UTC`
  return `${((moment - zero) / 1000).toFixed(1)} s after the beginning`
}
