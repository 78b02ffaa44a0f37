// All that a grade is asked for.
import type { EngineName, Lab } from '#harness/lab/lab.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import type { Keep } from '#harness/results/kept.ts'
import type { GradeResult } from '#harness/results/result.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Isolation } from '#harness/sandbox/view.ts'

export interface GradeRequest {
  exercises: string[]
  submission: string
  reports: string
  seed: string
  engine: {
    name: EngineName
    /** Why this one, where it was chosen rather than asked for. */
    reason?: string
    runtime: Runtime
    open: (tell: (text: string) => void, options: { shutIn: boolean }) => Promise<Lab>
  }
  /** Run the reference in the same lab where a check failed by waiting in vain. */
  control: boolean
  /** How far the programs of the submission are shut in. */
  isolation: Isolation
  /** Labs side by side, or how many is to be found out; one where they cannot be had. */
  labs: number | undefined
  /** Labs that are there already; without them they are opened. */
  runners?: readonly RunsExercises[]
  /** Who watches: then nothing is printed, and the watcher alone ends it before its time. */
  watcher?: Watcher
  /** Of the one exercise this check, and what it needs, is all that is graded. */
  check: string | undefined
  /** Which exercises leave their evidence beside the reports. */
  keep: Keep | undefined
  /** The terminal is read out, or can do little. */
  plain: boolean
  /** What was typed beside exercises and seed, for the line that replays the grade. */
  typed: string[]
}

export interface Watcher {
  /** Aborted when the grade is to be dropped. */
  signal: AbortSignal
  /** Told what is known so far, and which check is being judged, by exercise. */
  onChange: (result: GradeResult, running: ReadonlyMap<string, string>) => void
}
