// The shape of result.json. It is the contract with whoever reads a grade, so it is written once, as a schema, and
// every type in this folder is inferred from it.
import { z } from 'zod'
import { ISOLATIONS } from '#harness/sandbox/view.ts'
import { KeptFile } from './kept.ts'
import { Timeline } from './timeline.ts'

const points = z.number().nonnegative()
const milliseconds = z.number().nonnegative()

export const CheckStatus = z.enum(['passed', 'failed', 'skipped', 'harness-error'])
export const ExerciseVerdict = z.enum(['passed', 'failed', 'not-attempted', 'undetermined'])
export const GradeVerdict = z.enum(['passed', 'failed', 'undetermined', 'incomplete'])

/** Something that was seen while a check ran: what a program printed, a broker's log, an answer of the registry. */
export const Evidence = z.object({ at: z.string(), source: z.string(), text: z.string() })

/** A line of a file: of this project, where nothing else is said. */
export const Place = z.object({ file: z.string(), line: z.number().int().positive() })

export const CheckResult = z.object({
  id: z.string(),
  title: z.string(),
  status: CheckStatus,
  points,
  maxPoints: points,
  durationMs: milliseconds,
  message: z.string().optional(),
  expected: z.string().optional(),
  actual: z.string().optional(),
  hint: z.string().optional(),
  evidence: z.array(Evidence),
  /** Of a check that was skipped: the checks at the root of that. */
  because: z.array(z.string()).optional(),
  /** Where it is declared. */
  place: Place.optional(),
  /** The line of the submission that its evidence points at; the file is below the exercise's folder. */
  submitted: Place.optional(),
})

/** Exercises beside those of the day; these belong to no group. */
export const ExerciseGroup = z.enum(['extended'])

export const ExerciseResult = z.object({
  id: z.string(),
  title: z.string(),
  group: ExerciseGroup.optional(),
  verdict: ExerciseVerdict,
  points,
  maxPoints: points,
  startedAt: z.string().optional(),
  durationMs: milliseconds,
  checks: z.array(CheckResult),
  /** What is worth telling but costs nothing, such as a program that ignored SIGTERM. */
  notes: z.array(z.string()).optional(),
  /** Parts of the guide that it is about, by their headings. */
  guide: z.array(z.string()).optional(),
  /** What happened while it ran, on one clock. */
  timeline: Timeline.optional(),
  /** Evidence that lies beside this file. */
  kept: z.array(KeptFile).optional(),
})

export const GradeResult = z.object({
  schema: z.literal(1),
  verdict: GradeVerdict,
  /** Of the exercises of the day; where none of them is selected, of those that are. */
  points,
  maxPoints: points,
  /** Of the extended exercises, where they were graded beside those of the day: they change no total of these. */
  extended: z.object({ points, maxPoints: points }).optional(),
  seed: z.string(),
  grader: z.object({
    version: z.string(),
    engine: z.enum(['embedded', 'containers', 'attached']),
    kafka: z.string(),
    java: z.string(),
    node: z.string(),
    /** How far programs were shut in: `none` also where this machine can do no better. */
    isolation: z.enum(ISOLATIONS).optional(),
  }),
  /** Why this engine, where it was chosen rather than asked for. */
  engineReason: z.string().optional(),
  submission: z.object({ path: z.string(), digest: z.string() }),
  /** The exercises that were to be graded: an interrupted grade may not have come to all of them. */
  selected: z.array(z.string()).optional(),
  /** What was typed beside exercises and seed (`--submission`, `x`): a replay needs it again. */
  options: z.array(z.string()).optional(),
  /** Of the one exercise only this check was asked for, and graded with what it builds on: no mark comes of it. */
  partial: z.string().optional(),
  startedAt: z.string(),
  durationMs: milliseconds,
  phases: z.record(z.string(), milliseconds),
  exercises: z.array(ExerciseResult),
  notes: z.array(z.string()).optional(),
})

export type CheckStatus = z.infer<typeof CheckStatus>
export type ExerciseVerdict = z.infer<typeof ExerciseVerdict>
export type GradeVerdict = z.infer<typeof GradeVerdict>
export type Evidence = z.infer<typeof Evidence>
export type Place = z.infer<typeof Place>
export type CheckResult = z.infer<typeof CheckResult>
export type ExerciseGroup = z.infer<typeof ExerciseGroup>
export type ExerciseResult = z.infer<typeof ExerciseResult>
export type GradeResult = z.infer<typeof GradeResult>
