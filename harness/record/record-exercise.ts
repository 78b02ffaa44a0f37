// Everything that is listened to while one exercise runs, in one place.
import type { CheckContext } from '#harness/exercise/check-context.ts'
import type { Lab } from '#harness/lab/lab.ts'
import { Observer } from '#harness/observe/observer.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import { lookAround } from './look-around.ts'
import { Recorder } from './recorder.ts'
import { shortText } from './short-text.ts'

export interface RecordedExercise {
  lab: Lab
  names: { topics?: string[]; topicsBeginning?: string[] }
  /** Undefined where the workers of the lab see none. */
  inputs: { file: string; dir: string } | undefined
}

export function recordExercise({ lab, names, inputs }: RecordedExercise) {
  const { topics = [], topicsBeginning = [] } = names
  const recorder = new Recorder(topics)
  const programs = new Set<RunningProgram>()
  const unwatch = lab.watch?.({
    broker: (broker, state) => recorder.note('broker', { broker, state }),
    worker: (worker, state) => recorder.note('worker', { worker, state }),
    call: ({ own, ...call }) => recorder.call({ ...call, by: own ? 'grader' : 'program' }),
  })
  for (const { id, state } of lab.brokers) recorder.note('broker', { broker: id, state })
  for (const { workerId, state } of lab.connect.workers) recorder.note('worker', { worker: workerId, state })
  const own = new Observer(lab, recorder)
  const endLook = lookAround({
    observe: own,
    recorder,
    brokers: lab.brokers,
    topics,
    topicsBeginning,
    inputs,
    programs: () => programs,
  })
  let runs = 0
  return {
    recorder,
    /** What the words that wait tell. */
    context: {
      onWaited: ({ ms, last, held }) =>
        recorder.note('waited', { ms: Math.round(ms), last: shortText(last, 300), held }),
    } satisfies Partial<CheckContext>,
    started(program: RunningProgram): void {
      programs.add(program)
      const run = ++runs
      const { name } = program
      recorder.note('program', { program: name, run, state: 'started' })
      program.watch({ onWritten: text => recorder.given(name, text) })
      void program.ended.then(({ by, exitCode }) => {
        recorder.note('program', { program: name, run, state: 'ended', by, exitCode })
        recorder.printed(name, `${program.stdout}\n${program.stderr}`)
      })
    },
    timeline: (): Timeline => recorder.timeline(),
    async end(): Promise<void> {
      unwatch?.()
      await endLook()
      await own.close()
    },
  }
}
