// The inside of a lane: a bench, and the orders that come in as lines. It ends when its input does.
import readline from 'node:readline'
import { loadExercise } from '#harness/exercise/suites.ts'
import { Bench } from '#harness/grade/bench.ts'
import { HERE } from '#harness/host/place.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { openedSubmission } from '#harness/submission/open-submission.ts'
import { type FromLane, type LaneSettings, messageIn, ToLane, type WorkOrder } from './protocol.ts'

export async function serve(runtime: Runtime, settings: LaneSettings): Promise<void> {
  const say = (what: FromLane): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
  const shutIn = HERE.tmp === 'private' && settings.isolation !== 'none'
  const bench = new Bench({
    runtime,
    seed: settings.seed,
    open: () => openEmbeddedLab({ runtime, shutIn }),
    isolation: settings.isolation,
    reports: settings.reports,
  })
  let current: AbortController | undefined
  let working: Promise<void> = Promise.resolve()
  const carryOut = async ({ exercise, submission, seed, last }: WorkOrder): Promise<void> => {
    current = new AbortController()
    await bench.run(
      await loadExercise(exercise),
      openedSubmission(submission),
      {
        last,
        signal: current.signal,
        onBegin: check => say({ began: check.id }),
        onCheck: judged => say({ judged }),
        onNote: note => say({ note }),
        onWaiting: waiting => say({ waiting }),
        onTimeline: timeline => say({ timeline }),
      },
      seed,
    )
    say({ ended: bench.phases })
  }
  try {
    say({ ready: true })
    for await (const line of readline.createInterface({ input: process.stdin })) {
      const given = messageIn(line, ToLane)
      if (given === undefined) throw new Error(`a lane cannot read this order: ${line.slice(0, 200)}`)
      if ('giveUp' in given) current?.abort()
      else working = working.then(() => carryOut(given.order))
    }
    current?.abort()
  } finally {
    await bench.close()
  }
}
