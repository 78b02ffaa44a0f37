// When a check failed by waiting in vain, the machine may be to blame: the reference runs the same exercise in the same lab, and
// where it fails at the same check, that says nothing about the submission.
import path from 'node:path'
import type { Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { PROJECT } from '#harness/host/project.ts'
import type { RunsExercises } from '#harness/lane/runs-exercises.ts'
import { openSubmission } from '#harness/submission/open-submission.ts'

export const REFERENCE = path.join(PROJECT, 'solutions')

/** @returns the doubtful checks that turn out to be the machine's fault, judged anew */
export async function controlRun(
  exercise: Exercise,
  doubtful: readonly Judged[],
  runner: RunsExercises,
  { scratch, signal }: { scratch: string; signal?: AbortSignal },
): Promise<Judged[]> {
  const reference = await openSubmission(REFERENCE, { scratch: path.join(scratch, 'control') })
  const control = new Map<string, Judged>()
  await runner.run(exercise, reference, {
    onCheck: judged => control.set(judged.id, judged),
    ...(signal === undefined ? {} : { signal }),
  })
  return doubtful.flatMap(judged => {
    const other = control.get(judged.id)
    return !other || other.status === 'passed' ? [] : [blameTheMachine(judged, other)]
  })
}

export function blameTheMachine(judged: Judged, control: Judged): Judged {
  const at = new Date().toISOString()
  return {
    ...judged,
    status: 'harness-error',
    message: `${judged.message ?? 'it failed'}; but so did the reference in the same lab (${control.message ?? control.status})`,
    evidence: [
      ...judged.evidence,
      {
        at,
        source: 'the reference, in the same lab',
        text: [control.message, control.expected, control.actual].filter(Boolean).join('\n'),
      },
      ...control.evidence,
    ],
  }
}
