// When is there something to look at? The application has committed what it has read; or all that is due has been given.
import {
  CheckFailed,
  eventually,
  fail,
  hasCommittedAll,
  patient,
  type RunningStep,
  type Tools,
} from '#harness/exercise/words.ts'

/** A program that keeps its position elsewhere commits nothing; then it is looked at anyway (the contract's limit). */
const LONGEST_COMMIT_MS = 70_000
/** Between two further readings of a partition: a program that tells by the clock as well sees it move. */
const ROUND_MS = 4000
/** So long a silence counts as quiet: a second record of a window comes right behind the first. */
const QUIET_MS = 700
/** So long a silence of an application that has committed everything is the end of what it has to tell; commits come every 30 s by default. */
const SILENT_MS = 40_000
/** Where something has been given that is wrong, and nothing can put right, the rest is waited for no longer. */
const BRIEF_MS = 5000
/** The contract's limit for a window to show. */
const SHOWN_WITHIN_S = 150

interface Watched {
  app: RunningStep
  /** Topics that are none of the application's own. */
  others: ReadonlySet<string>
}

const committedAll = ({ observe }: Tools, { others }: Watched): Promise<boolean> =>
  hasCommittedAll(observe, { reads: ['readings'], others })

export async function readAll({ observe }: Tools): Promise<void> {
  await Promise.all(['sensor-maxima', 'late-readings'].map(topic => observe.reader(topic).readToEnd()))
}

/** Waits until the application has committed all that it has read, and reads what it has given by then. */
export async function committed(tools: Tools, watched: Watched): Promise<void> {
  const started = performance.now()
  await eventually(
    async () => {
      if (performance.now() - started > LONGEST_COMMIT_MS || (await committedAll(tools, watched))) return
      fail('it has not committed what it has read')
    },
    { within: 1.2 * (LONGEST_COMMIT_MS / 1000), whileRunning: watched.app },
  )
  await readAll(tools)
}

interface Due {
  /** Sends one more reading to each partition. */
  further: () => Promise<void>
  /** Has all been given that is due, right or wrong? */
  complete: () => boolean
  /** Has something been given that is wrong for good? */
  hopeless: () => boolean
}

/**
 * Sends further readings until all that is due has been given.
 *
 * @returns false where that was waited for in vain
 */
export async function shown(tools: Tools, watched: Watched, due: Due): Promise<boolean> {
  const outputs = ['sensor-maxima', 'late-readings'].map(topic => tools.observe.reader(topic))
  let next = 0
  let seen = -1
  let seenAt = 0
  let over = false
  const look = async (): Promise<void> => {
    if (performance.now() >= next) {
      await due.further()
      next = performance.now() + ROUND_MS
    }
    await Promise.all(outputs.map(output => output.poll()))
    const records = outputs.reduce((sum, output) => sum + output.records.length, 0)
    if (records !== seen) seenAt = performance.now()
    seen = records
    const silentMs = performance.now() - seenAt
    if (due.complete() && silentMs > QUIET_MS) return
    const enough = patient(due.hopeless() ? BRIEF_MS : SILENT_MS)
    over = silentMs > enough && (await committedAll(tools, watched))
    fail('not all windows that are closed have given a record')
  }
  try {
    await eventually(look, { within: SHOWN_WITHIN_S, whileRunning: watched.app, until: () => over })
    return true
  } catch (error) {
    if (!(error instanceof CheckFailed) || !watched.app.running) throw error
    return false
  } finally {
    await readAll(tools)
  }
}
