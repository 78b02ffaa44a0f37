// What a measurement is, and what comes of it: figures, each with all its samples.
export interface Figure {
  name: string
  unit: 's' | 'CPU s' | 'MiB' | 'ratio' | 'an hour'
  /** In the order in which they were taken. */
  samples: number[]
  /** At most this much on two idle cores with a filled cache. */
  goal?: number
}

export interface Measurement {
  id: string
  title: string
  /** How it was measured, in a sentence. */
  how: string
  /** @throws Absent where this machine has not what it takes */
  run: (runs: number, tell: (line: string) => void) => Promise<Figure[]>
}

/** It cannot be measured here, for this reason. */
export class Absent extends Error {
  override readonly name = 'Absent'
}

export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2
}

export const seconds = (name: string, ms: readonly number[], goal?: number): Figure => ({
  name,
  unit: 's',
  samples: ms.map(each => each / 1000),
  ...(goal === undefined ? {} : { goal }),
})

export const cpuSeconds = (name: string, ms: readonly number[], goal?: number): Figure => ({
  ...seconds(name, ms, goal),
  unit: 'CPU s',
})
