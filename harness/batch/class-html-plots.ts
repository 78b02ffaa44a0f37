// How something is spread over the class, as a row of bars: drawn when the page is made, so that it needs no script.
import { escapeHtml } from '#harness/results/html-escape.ts'

const BARS = 10
const WIDTH = 220
const HEIGHT = 60
const LABELS = 14

interface HistogramOptions {
  caption: string
  /** The right end; by default what is above everything. */
  most?: number
}

export function histogram(
  values: readonly number[],
  { caption, most = roundUp(Math.max(0, ...values)) }: HistogramOptions,
): string {
  if (values.length === 0 || most <= 0) return ''
  const counts = Array.from({ length: BARS }, () => 0)
  for (const value of values) {
    const at = Math.min(BARS - 1, Math.floor((value / most) * BARS))
    counts[at] = (counts[at] ?? 0) + 1
  }
  const highest = Math.max(...counts)
  const step = WIDTH / BARS
  const bars = counts.map((count, index) => {
    const height = Math.round((count / highest) * HEIGHT)
    const range = `${label((most / BARS) * index)} to ${label((most / BARS) * (index + 1))}: ${count}`
    return `<rect x="${index * step + 1}" y="${HEIGHT - height}" width="${step - 2}" height="${height}"><title>${range}</title></rect>`
  })
  const middle = label(median(values))
  const text = `${caption}; half of them have ${middle} or less`
  return `<figure><svg width="${WIDTH}" height="${HEIGHT + LABELS}" role="img" aria-label="${escapeHtml(text)}">${bars.join('')}
<text x="0" y="${HEIGHT + LABELS - 2}">0</text><text x="${WIDTH}" y="${HEIGHT + LABELS - 2}" text-anchor="end">${label(most)}</text></svg>
<figcaption>${escapeHtml(text)}</figcaption></figure>`
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

const label = (value: number): string => String(Math.round(value * 10) / 10)

/** 1, 2 or 5 and noughts. */
function roundUp(value: number): number {
  if (value <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 5, 10].find(factor => factor * power >= value) ?? 10)
}
