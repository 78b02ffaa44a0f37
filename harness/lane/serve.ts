// The inside of a lane: a bench, and the orders that come in as lines. It ends when its input does.
import readline from 'node:readline'
import { withChecks } from '#harness/exercise/only-check.ts'
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import { Bench } from '#harness/grade/bench.ts'
import { HERE } from '#harness/host/place.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { openedSubmission } from '#harness/submission/open-submission.ts'
import {
  type FromLane,
  type LaneSettings,
  messageIn,
  ToLane,
  type WhyNot,
  type WorkOrder,
} from './protocol.ts'
import { standBy } from './stand-by.ts'

export async function serve(runtime: Runtime, settings: LaneSettings, why: WhyNot = {}): Promise<void> {
  const say = (what: FromLane): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
  const { seed, isolation, reports, stays = false } = settings
  const shutIn = HERE.tmp === 'private' && isolation !== 'none' && why.views === undefined
  const bench = new Bench({
    runtime,
    seed,
    open: () => openEmbeddedLab({ runtime, shutIn }),
    isolation,
    reports,
    stays,
  })
  let current: AbortController | undefined
  let working: Promise<void> = Promise.resolve()
  const carryOut = async ({
    exercise,
    checks,
    submission,
    seed,
    last,
    keep,
    ...place
  }: WorkOrder): Promise<void> => {
    current = new AbortController()
    // What a lab that stays did for others is none of this order's.
    const before = stays ? { ...bench.phases } : {}
    await bench.run(
      withChecks(await loadExercise(exercise), checks),
      openedSubmission(submission),
      {
        last: last && !stays,
        keep,
        signal: current.signal,
        onBegin: check => say({ began: check.id }),
        onCheck: judged => say({ judged }),
        onNote: note => say({ note }),
        onWaiting: waiting => say({ waiting }),
        onTimeline: timeline => say({ timeline }),
        onKept: kept => say({ kept }),
      },
      seed,
      { isolation: place.isolation ?? isolation, reports: place.reports ?? reports },
    )
    say({
      ended: Object.fromEntries(
        Object.entries(bench.phases)
          .map(([phase, ms]) => [phase, ms - (before[phase] ?? 0)] as const)
          .filter(([, ms]) => ms > 0 || !stays),
      ),
    })
  }
  try {
    // What is loaded now cannot change under an order that comes much later.
    if (stays) for (const id of await exerciseIds()) await loadExercise(id)
    say({ ready: true, why })
    if (stays) void tellLab(bench, say)
    for await (const line of readline.createInterface({ input: process.stdin })) {
      const given = messageIn(line, ToLane)
      if (given === undefined) throw new Error(`a lane cannot read this order: ${line.slice(0, 200)}`)
      if ('giveUp' in given) current?.abort()
      else if ('shell' in given)
        working = working.then(async () => {
          current = new AbortController()
          await standBy(bench, given.shell, current.signal, say)
          say({ ended: {} })
        })
      else working = working.then(() => carryOut(given.order))
    }
    current?.abort()
  } finally {
    await bench.close()
  }
}

async function tellLab(bench: Bench, say: (what: FromLane) => void): Promise<void> {
  try {
    const { bootstrapServers: brokers, registryUrl: registry, connect } = await bench.ready()
    say({ lab: { brokers, registry, connect: connect.url } })
  } catch (error) {
    say({ lab: { unopened: error instanceof Error ? error.message : String(error) } })
  }
}
