// What a run of a class and the process of a lab say to each other, a line of JSON each: parsed at both ends.
import { z } from 'zod'
import { ExerciseResult } from '#harness/results/result.ts'

export const ToLab = z.object({
  order: z.object({
    exercise: z.string(),
    seed: z.string(),
    submission: z.object({ digest: z.string(), path: z.string() }),
  }),
})

export const FromLab = z.union([
  /** It is there, and waits for orders. */
  z.object({ ready: z.literal(true) }),
  z.object({ result: ExerciseResult }),
  /** It cannot do what is asked of it, and no other one on this machine could. */
  z.object({ refused: z.string() }),
])
export type FromLab = z.infer<typeof FromLab>

/** undefined for a line that some library has printed. */
export function readFromLab(line: string): FromLab | undefined {
  try {
    return FromLab.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
