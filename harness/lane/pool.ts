// Exercises dealt to whoever is free, those that take longest first, so that none of them is left for the end.
import type { RunsExercises } from './runs-exercises.ts'

/** What is dealt: an exercise, and how long its reference takes. */
export interface Task {
  /** Seconds on a machine of the usual speed; unknown ones count as long. */
  seconds?: number | undefined
}

/** Every exercise of another length is between these. */
const UNKNOWN_S = 10

export const longestFirst = <T extends Task>(tasks: readonly T[]): T[] =>
  tasks.toSorted((a, b) => (b.seconds ?? UNKNOWN_S) - (a.seconds ?? UNKNOWN_S))

/**
 * Deals tasks until there are none, or `signal` is aborted; one runner takes one at a time. With one runner they keep their order.
 *
 * @param last nothing is left for this runner after it
 */
export async function deal<T extends Task>(
  tasks: readonly T[],
  runners: readonly RunsExercises[],
  work: (task: T, runner: RunsExercises, last: boolean) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const queue = runners.length > 1 ? longestFirst(tasks) : [...tasks]
  await Promise.all(
    runners.map(async runner => {
      // What cannot be opened gets no work: the others do it.
      if ((await runner.opened) === false) return
      for (let task = queue.shift(); task && !signal.aborted; task = queue.shift())
        await work(task, runner, queue.length === 0)
    }),
  )
}
