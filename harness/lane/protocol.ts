// What a lane and whoever gives it work say to each other: one JSON object a line, read at both ends by what stands here.
import { z } from 'zod'
import { CheckResult } from '#harness/results/result.ts'
import { Timeline } from '#harness/results/timeline.ts'
import { ISOLATIONS } from '#harness/sandbox/view.ts'

/** One exercise of one submission. */
export const WorkOrder = z.object({
  exercise: z.string(),
  submission: z.object({
    /** As it was handed in. */
    path: z.string(),
    /** The folder that holds the exercise folders. */
    root: z.string(),
  }),
  seed: z.string(),
  /** Probably nothing comes after it: the lab is put in order only when it is needed again. */
  last: z.boolean(),
})
export type WorkOrder = z.infer<typeof WorkOrder>

export const ToLane = z.union([
  z.object({ order: WorkOrder }),
  /** The order that runs is to end: what is judged after that is of no use. */
  z.object({ giveUp: z.literal(true) }),
])
export type ToLane = z.infer<typeof ToLane>

const Judged = CheckResult.omit({ points: true }).extend({ doubtful: z.literal(true).optional() })

const Waiting = z.object({
  what: z.string(),
  waitedMs: z.number(),
  leftMs: z.number(),
  stretch: z.number(),
})

const Phases = z.record(z.string(), z.number())

export const FromLane = z.union([
  /** It is ready to be given an order. */
  z.object({ ready: z.literal(true) }),
  /** A check has begun. */
  z.object({ began: z.string() }),
  z.object({ judged: Judged }),
  z.object({ note: z.string() }),
  z.object({ waiting: Waiting }),
  z.object({ timeline: Timeline }),
  /** The order is done; milliseconds by phase since the lane was opened. */
  z.object({ ended: Phases }),
])
export type FromLane = z.infer<typeof FromLane>

/** What a lane is opened with, as the one argument of its command. */
export const LaneSettings = z.object({
  seed: z.string(),
  isolation: z.enum(ISOLATIONS),
  /** Where the reports go: programs must not find them. */
  reports: z.string(),
})
export type LaneSettings = z.infer<typeof LaneSettings>

/** undefined for a line that is no message, such as what some library has printed. */
export function messageIn<T>(line: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
