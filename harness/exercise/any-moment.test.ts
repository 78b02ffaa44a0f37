import { expect, test } from 'vitest'
import type { StoredRecord } from '#harness/clients/topic-reader.ts'
import { pause } from '#harness/host/poll.ts'
import { atAnyMoment } from './any-moment.ts'
import { CheckFailed } from './check-failed.ts'
import type { RunningStep } from './program.ts'
import { Random } from './random.ts'

/** A program that answers each portion, as long as it `answers`, some milliseconds later. */
function stage({ answers = () => true }: { answers?: (portion: number) => boolean } = {}) {
  const records: StoredRecord[] = []
  const record = { partition: 0, offset: 0n, timestamp: 0n, key: null, value: null, headers: [] }
  const seen = { portions: 0, flowing: false, records }
  const held: string[] = []
  const program = {
    name: 'app',
    end: undefined,
    running: true,
    freeze: () => held.push('held'),
    thaw: () => held.push('let go'),
  } as unknown as RunningStep
  const flow = async (): Promise<void> => {
    expect(seen.flowing, 'portions follow each other').toBe(false)
    seen.flowing = true
    const portion = ++seen.portions
    await pause(3)
    seen.flowing = false
    if (answers(portion)) setTimeout(() => records.push(record), 2)
  }
  return { seen, held, program, flow, writes: [{ records, poll: () => pause(1) }] }
}

test('strikes once, after something new was seen, and while input flows', async () => {
  for (let seed = 0; seed < 5; seed++) {
    const { seen, program, flow, writes } = stage()
    const struck: { portions: number; records: number }[] = []
    const strike = async (): Promise<void> => {
      struck.push({ portions: seen.portions, records: seen.records.length })
    }
    await atAnyMoment(program, strike, { flow, writes, random: new Random(String(seed)) })
    expect(struck).toHaveLength(1)
    expect(struck[0]?.records).toBeGreaterThan(0)
    expect(struck[0]?.portions).toBeGreaterThan(8)
    // The last portion came through, whenever the blow fell.
    expect(seen).toMatchObject({ portions: struck[0]?.portions, flowing: false })
  }
})

test('is held until the moment is torn, and struck while it is held', async () => {
  const { held, program, flow, writes } = stage()
  let asked = 0
  const torn = async (): Promise<boolean> => ++asked === 3
  const strike = async (): Promise<void> => void held.push('struck')
  await atAnyMoment(program, strike, { flow, writes, torn, random: new Random('1') })
  expect(held).toEqual(['held', 'let go', 'held', 'let go', 'held', 'struck'])
})

test('one that is never torn is struck all the same', async () => {
  const { held, program, flow, writes } = stage()
  const strike = async (): Promise<void> => void held.push('struck')
  await atAnyMoment(program, strike, { flow, writes, torn: async () => false, random: new Random('1') })
  expect(held.filter(each => each === 'held')).toHaveLength(6)
  expect(held.slice(-2)).toEqual(['held', 'struck'])
})

test('waits for what is written late, and input thins out meanwhile', async () => {
  // The seed asks for fewer portions than that before the blow may fall.
  const { seen, program, flow, writes } = stage({ answers: portion => portion >= 44 })
  let recordsAtStrike = -1
  const strike = async (): Promise<void> => {
    recordsAtStrike = seen.records.length
  }
  const from = performance.now()
  await atAnyMoment(program, strike, { flow, writes, random: new Random('late') })
  const counted = new Random('late').int(8, 40)
  const thinned = 44 - counted
  expect(recordsAtStrike).toBeGreaterThan(0)
  expect(performance.now() - from).toBeGreaterThan(thinned * 40)
})

test('what was there before is no sign of life', async () => {
  const { program, flow, writes } = stage({ answers: portion => portion <= 2 })
  let strikes = 0
  const strike = async (): Promise<void> => void strikes++
  const tried = atAnyMoment(program, strike, { flow, writes, random: new Random('1'), within: 0.3 })
  await expect(tried).rejects.toThrow('app was not seen to write again, although input came')
  expect(strikes).toBe(0)
})

test('a program that has ended by itself is struck no more', async () => {
  const { seen, program, flow, writes } = stage({ answers: () => false })
  const end = { exitCode: 3, signal: null, by: 'itself', timedOut: false, durationMs: 1 }
  const ends = async (): Promise<void> => {
    await flow()
    if (seen.portions === 5)
      Object.assign(program, { end, running: false, stdout: '', stderr: '', places: [] })
  }
  let strikes = 0
  const strike = async (): Promise<void> => void strikes++
  const tried = atAnyMoment(program, strike, { flow: ends, writes, random: new Random('1') })
  await expect(tried).rejects.toBeInstanceOf(CheckFailed)
  expect(strikes).toBe(0)
})

test('a portion that cannot be sent is a fault of its own', async () => {
  const { program, writes } = stage()
  const flow = async (): Promise<void> => {
    throw new Error('no broker')
  }
  const tried = atAnyMoment(program, async () => {}, { flow, writes, random: new Random('1') })
  await expect(tried).rejects.toThrow('no broker')
})
