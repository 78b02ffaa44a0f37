// Numbers as people read them, the same in every report.
import type { ExerciseResult, ExerciseVerdict, GradeVerdict } from '#harness/results/result.ts'

export const formatDuration = (ms: number): string => {
  // Rounded first, so that 59.96 s is a minute and not "60.0 s".
  const tenths = Math.round(ms / 100)
  if (tenths < 600) return `${(tenths / 10).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export const formatPoints = ({ points, maxPoints }: { points: number; maxPoints: number }): string =>
  `${points}/${maxPoints}`

/** How many of the checks passed. */
export const formatPassed = (exercises: readonly Pick<ExerciseResult, 'checks'>[]): string => {
  const checks = exercises.flatMap(exercise => exercise.checks)
  return `${checks.filter(check => check.status === 'passed').length}/${checks.length}`
}

export const formatVerdict = (verdict: ExerciseVerdict | GradeVerdict): string => verdict.replaceAll('-', ' ')

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
