// The exercises of the day and the extended ones stand apart in every report, each with a total of its own.
import type { ExerciseResult, GradeResult } from '#harness/results/result.ts'

export interface Part {
  /** What one of it is called, at the head of a table. */
  title: 'Exercise' | 'Extended exercise'
  exercises: ExerciseResult[]
  points: number
  maxPoints: number
}

/** One part with everything, or that of the day and behind it the extended one. */
export function partsOf({ exercises, points, maxPoints, extended }: GradeResult): Part[] {
  const beside = (exercise: ExerciseResult): boolean => extended !== undefined && exercise.group !== undefined
  const title = exercises.length > 0 && exercises.every(isExtended) ? 'Extended exercise' : 'Exercise'
  const first: Part = { title, exercises: exercises.filter(each => !beside(each)), points, maxPoints }
  if (extended === undefined) return [first]
  return [
    { ...first, title: 'Exercise' },
    { title: 'Extended exercise', exercises: exercises.filter(beside), ...extended },
  ]
}

const isExtended = ({ group }: ExerciseResult): boolean => group === 'extended'

/** Are its points counted apart? */
export function countsApart({ group }: Pick<ExerciseResult, 'group'>, { extended }: GradeResult): boolean {
  return group !== undefined && extended !== undefined
}
