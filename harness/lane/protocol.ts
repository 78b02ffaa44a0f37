// What a lane and whoever gives it work say to each other: one JSON object a line, read at both ends by what stands here.
import { z } from 'zod'
import { KEEPS, KeptFile } from '#harness/results/kept.ts'
import { CheckResult } from '#harness/results/result.ts'
import { Timeline } from '#harness/results/timeline.ts'
import { ISOLATIONS } from '#harness/sandbox/view.ts'

/** One exercise of one submission. */
export const WorkOrder = z.object({
  exercise: z.string(),
  /** Those of its checks that are wanted. */
  checks: z.array(z.string()),
  submission: z.object({
    /** As it was handed in. */
    path: z.string(),
    /** The folder that holds the exercise folders. */
    root: z.string(),
  }),
  seed: z.string(),
  /** Where it is another one than the lane was opened with. */
  isolation: z.enum(ISOLATIONS).optional(),
  /** The same of the folder of the reports. */
  reports: z.string().optional(),
  /** Probably nothing comes after it: the lab is put in order only when it is needed again. */
  last: z.boolean(),
  /** Whether evidence is to be left in the folder of the reports. */
  keep: z.enum(KEEPS).optional(),
})
export type WorkOrder = z.infer<typeof WorkOrder>

/** Somebody wants to be where programs are. */
export const ShellOrder = z.object({
  /** The exercise whose folder is copied; undefined for an empty one. */
  exercise: z.string().optional(),
  submission: WorkOrder.shape.submission.optional(),
  isolation: WorkOrder.shape.isolation,
  reports: WorkOrder.shape.reports,
})
export type ShellOrder = z.infer<typeof ShellOrder>

/** Where a program would run. */
export const Standing = z.object({
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
  /** Root of the view; undefined where nothing is shut in. */
  root: z.string().optional(),
  /** Where the id of the first process that is started there is to be written. */
  pidFile: z.string(),
})
export type Standing = z.infer<typeof Standing>

export const ToLane = z.union([
  z.object({ order: WorkOrder }),
  z.object({ shell: ShellOrder }),
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

/** Why there is less than a lane of its own: in words, for the person. */
export const WhyNot = z.object({
  /** There are no namespaces: the lab has this machine's own network and files. */
  namespaces: z.string().optional(),
  /** Programs cannot be shut in. */
  views: z.string().optional(),
})
export type WhyNot = z.infer<typeof WhyNot>

/** Where programs in the lane reach its lab. */
export const Addresses = z.object({ brokers: z.string(), registry: z.string(), connect: z.string() })
export type Addresses = z.infer<typeof Addresses>

const Phases = z.record(z.string(), z.number())

export const FromLane = z.union([
  /** It is ready to be given an order; its lab may yet have to come up. */
  z.object({ ready: z.literal(true), why: WhyNot.optional() }),
  /** The lab of a lane that stays is up, or could not be opened. */
  z.object({ lab: z.union([Addresses, z.object({ unopened: z.string() })]) }),
  /** A check has begun. */
  z.object({ began: z.string() }),
  z.object({ judged: Judged }),
  z.object({ note: z.string() }),
  z.object({ waiting: Waiting }),
  z.object({ timeline: Timeline }),
  z.object({ kept: z.array(KeptFile) }),
  z.object({ standing: Standing }),
  /** It cannot be had, for this reason. */
  z.object({ unfit: z.string() }),
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
  /** It is there before there is work, for many who come and go. */
  stays: z.boolean().optional(),
  /** Where namespaces cannot be had it goes on without them, and says so once it is ready. */
  anywhere: z.boolean().optional(),
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
