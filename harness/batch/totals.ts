// What the points of several exercises come to: those of the day are the mark; extended ones beside them stand apart and change it not.
import { sumPoints } from '#harness/results/verdict.ts'

interface Counted {
  group?: string | undefined
  points: number
  maxPoints: number
}

export interface Totals {
  points: number
  maxPoints: number
  extended?: { points: number; maxPoints: number }
}

export function totalsOf(exercises: readonly Counted[]): Totals {
  const day = exercises.filter(({ group }) => group === undefined)
  const apart = exercises.filter(({ group }) => group !== undefined)
  // Alone, they are what there is to count.
  if (day.length === 0 || apart.length === 0) return sum(exercises)
  return { ...sum(day), extended: sum(apart) }
}

const sum = (exercises: readonly Counted[]): { points: number; maxPoints: number } => ({
  points: sumPoints(exercises.map(({ points }) => points)),
  maxPoints: sumPoints(exercises.map(({ maxPoints }) => maxPoints)),
})
