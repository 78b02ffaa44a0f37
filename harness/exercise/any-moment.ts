// A blow at any moment: in the middle of input that flows, just after the program was seen to write, so that whatever it does in two
// steps is torn between them now and then.
import type { TopicReader } from '#harness/clients/topic-reader.ts'
import { PatienceClock } from '#harness/host/patience.ts'
import { pause } from '#harness/host/poll.ts'
import { goOn } from './check-context.ts'
import { fail } from './check-failed.ts'
import { type RunningStep, stillRunning } from './program.ts'
import type { Random } from './random.ts'

export interface AnyMomentOptions {
  /**
   * Sends the next portion of input. Called again and again, each time after the one before has come through, and also as the
   * blow falls.
   */
  flow: () => Promise<void>
  /**
   * Topics that the program writes to in answer. Whoever calls this has seen all that was owed for earlier input, so that
   * what is new in them was written since the program's last start.
   */
  writes: readonly Pick<TopicReader, 'poll' | 'records'>[]
  /**
   * Asked while the program is held, after what it had sent has come through: is this a moment between two steps of its work, such
   * as output without the position that belongs to it? If not, it is let go, and held again a little later, some times over. Any moment
   * is fair; a few milliseconds of every hundred are those that a wrong program does not survive.
   */
  torn?: () => Promise<boolean>
  /** Seconds within which it must be seen to write; a transaction that a crash left open may hide it for 70. */
  within?: number
}

/** Portions that flow before the blow may fall. */
const PORTIONS = { least: 8, most: 40 }
/** Between two of them. */
const MOST_GAP_MS = 12
/** How often it is held to look for a torn moment. */
const TRIES = 6
/** A look for what is new, short: what is seen late is no sight of the moment. */
const LOOK_MS = 5
/** So long nothing must come of a program that is held, until all that it had sent has arrived. */
const SETTLE_MS = 40
/** Where nothing is written yet the input thins out, so that what waits does not grow without end. */
const FIRST_WATCH_MS = 40
const LONGEST_WATCH_MS = 1000

/**
 * Lets input flow, and strikes once the program has been seen to write in answer: at that moment, or a little later, as the seed
 * says. The program is held (SIGSTOP) when the blow falls.
 *
 * @throws CheckFailed where the program ends by itself, or is not seen to write
 */
export async function atAnyMoment(
  program: RunningStep,
  strike: () => Promise<unknown>,
  { random, torn = async () => true, ...options }: AnyMomentOptions & { random: Random },
): Promise<void> {
  // All of it is drawn before anything flows: how fast this machine is changes nothing of it.
  const gaps = random.times(random.int(PORTIONS.least, PORTIONS.most), () => random.int(0, MOST_GAP_MS))
  const delays = random.times(TRIES, () => random.pick([0, 0, random.int(1, 15), random.int(16, 120)]))
  for (const gap of gaps) {
    goOn()
    stillRunning(program)
    await options.flow()
    await pause(gap)
  }
  await written(options.writes)
  for (const [index, delayMs] of delays.entries()) {
    const { portion } = await untilSeen(program, options)
    await pause(delayMs)
    program.freeze()
    await portion
    if (index === delays.length - 1) break
    await allIsThrough(options.writes)
    if (await torn()) break
    program.thaw()
  }
  stillRunning(program)
  await strike()
}

/** @returns the portion that flows in the moment in which something new was seen */
async function untilSeen(
  program: RunningStep,
  { flow, writes, within = 100 }: AnyMomentOptions,
): Promise<{ portion: Promise<void> }> {
  const clock = new PatienceClock()
  for (let watchMs = FIRST_WATCH_MS; ; watchMs = Math.min(LONGEST_WATCH_MS, watchMs * 1.5)) {
    goOn()
    stillRunning(program)
    const before = count(writes)
    let flowing = true
    const portion = flow().finally(() => {
      flowing = false
    })
    // Waited for by whoever asked, also where looking fails first.
    portion.catch(() => {})
    const seen = await seenToWrite(writes, before, watchMs)
    // Portions follow each other: the order of their records is a part of what is fed.
    if (seen) return { portion: flowing ? portion : flow() }
    await portion
    if (clock.spent() > within * 1000) break
  }
  return fail({
    message: `${program.name} was not seen to write again, although input came (waited ${(clock.wall() / 1000).toFixed(0)} s)`,
    expected: `a read_committed consumer sees within ${within} s what it writes`,
    hint: 'A transaction that is never ended hides all that comes after it; one that a crash has left open ends by its time-out, or when its name is used again.',
    deadline: true,
  })
}

async function seenToWrite(
  writes: AnyMomentOptions['writes'],
  before: number,
  forMs: number,
): Promise<boolean> {
  const from = performance.now()
  while (performance.now() - from < forMs) {
    if ((await written(writes)) > before) return true
  }
  return false
}

/** What a program that is held had sent arrives all the same: until nothing more has come for a moment. */
async function allIsThrough(writes: AnyMomentOptions['writes']): Promise<void> {
  for (let before = -1; before !== count(writes); ) {
    before = count(writes)
    await Promise.all(writes.map(reader => reader.poll(SETTLE_MS)))
  }
}

async function written(writes: AnyMomentOptions['writes']): Promise<number> {
  await Promise.all(writes.map(reader => reader.poll(LOOK_MS)))
  return count(writes)
}

const count = (writes: AnyMomentOptions['writes']): number =>
  writes.reduce((sum, { records }) => sum + records.length, 0)
