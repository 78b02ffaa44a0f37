// The shape of class.json: what is known of a whole class, from which every other report of it is made.
import { z } from 'zod'
import { CheckStatus, ExerciseGroup, ExerciseVerdict } from '#harness/results/result.ts'
import { Entrant, Missing, Stray } from './intake/entrant.ts'

/** Of somebody's exercise, only what a class is compared by; the whole is in the person's own result.json. */
const CheckOutcome = z.object({
  status: CheckStatus,
  message: z.string().optional(),
  hint: z.string().optional(),
})

const ExerciseOutcome = z.object({
  verdict: ExerciseVerdict,
  points: z.number(),
  maxPoints: z.number(),
  durationMs: z.number(),
  checks: z.record(z.string(), CheckOutcome),
})
export type ExerciseOutcome = z.infer<typeof ExerciseOutcome>

/** `incomplete`: not all is graded yet. `refused`: there is nothing that could be graded. */
export const RowVerdict = z.enum(['passed', 'failed', 'undetermined', 'incomplete', 'refused'])
export type RowVerdict = z.infer<typeof RowVerdict>

const Row = Entrant.pick({
  folder: true,
  name: true,
  id: true,
  email: true,
  origin: true,
  source: true,
  late: true,
  digest: true,
  notes: true,
}).extend({
  /** Why it was refused. */
  why: z.string().optional(),
  /** The first hand-in with exactly this work. */
  sameAs: z.string().optional(),
  verdict: RowVerdict,
  /** Of the exercises of the day, where there are any. */
  points: z.number(),
  maxPoints: z.number(),
  /** Of extended exercises beside them. */
  extended: z.object({ points: z.number(), maxPoints: z.number() }).optional(),
  /** That a lab was busy with it. */
  durationMs: z.number(),
  /** By exercise; what is missing is still to come. */
  exercises: z.record(z.string(), ExerciseOutcome),
})
export type Row = z.infer<typeof Row>

const DeclaredExercise = z.object({
  id: z.string(),
  title: z.string(),
  group: ExerciseGroup.optional(),
  maxPoints: z.number(),
  checks: z.array(z.object({ id: z.string(), title: z.string(), maxPoints: z.number() })),
})
export type DeclaredExercise = z.infer<typeof DeclaredExercise>

/** Two hand-ins that have much of an exercise in common: a reason to look, and no more than that. */
export const Similar = z.object({
  exercise: z.string(),
  /** Folders of the two. */
  left: z.string(),
  right: z.string(),
  /** Of what both wrote: 1 is the same, but for names and blanks. */
  similarity: z.number(),
})
export type Similar = z.infer<typeof Similar>

export const ClassResult = z.object({
  schema: z.literal(1),
  seed: z.string(),
  exercises: z.array(DeclaredExercise),
  submissions: z.array(Row),
  /** On the roster, and nothing came. */
  missing: z.array(Missing),
  /** Given, and no submission. */
  strays: z.array(Stray),
  similar: z.array(Similar),
})
export type ClassResult = z.infer<typeof ClassResult>
