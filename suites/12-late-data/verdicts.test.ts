// Programs with one mistake each, played in memory over many stories: each is to fail one check, whatever the seed.
import { expect, test } from 'vitest'
import { Random, type StoredRecord } from '#harness/exercise/words.ts'
import { allShown, earlyWindows, givenBy } from './outcome.ts'
import { iso, MINUTE, type Reading } from './readings.ts'
import { Story } from './story.ts'
import { afterCrash, verdicts } from './verdicts.ts'
import { Windows } from './windows.ts'

const NOW = Date.parse('2026-03-01T12:34:56Z')
const SEEDS = Array.from({ length: 6 }, (_, seed) => `verdict-${seed}`)

interface Habits {
  time?: (reading: Reading) => number
  /** Whose stream time a reading goes by. */
  clock?: (reading: Reading) => string
  /** Minutes. */
  grace?: number
  window?: number
  late?: (lag: { age: number; closed: boolean }) => boolean
  drops?: (lag: { age: number; closed: boolean }) => boolean
  highest?: (one: number, other: number) => number
  key?: (sensor: string, start: number) => string
  value?: (highest: number) => string
  lateRecord?: (reading: Reading) => { key: string | null; value: string } | undefined
  /** Minutes after the end of a window; none where every change is told. */
  tells?: number
  everyChange?: boolean
  times?: number
}

const record = (key: string | null, value: string): StoredRecord => ({
  partition: 0,
  offset: 0n,
  timestamp: 0n,
  key: key === null ? null : Buffer.from(key),
  value: Buffer.from(value),
  headers: [],
})

/** An application with these habits; without any it is right. */
class Player {
  readonly maxima: StoredRecord[] = []
  readonly late: StoredRecord[] = []
  open = new Map<string, { sensor: string; start: number; clock: string; highest: number; told: boolean }>()
  readonly #clocks = new Map<string, number>()
  readonly #habits: Habits

  constructor(habits: Habits) {
    this.#habits = habits
  }

  take(readings: readonly Reading[]): void {
    for (const reading of readings) this.#take(reading)
  }

  #take(reading: Reading): void {
    const {
      time = one => one.time,
      clock = one => String(one.partition),
      grace = 2,
      window: minutes = 1,
      highest = Math.max,
      late = ({ closed }) => closed,
      drops = ({ closed }) => closed,
      lateRecord = one => ({ key: one.sensor, value: one.value }),
      everyChange = false,
    } = this.#habits
    const at = time(reading)
    const start = Math.floor(at / (minutes * MINUTE)) * minutes * MINUTE
    const whose = clock(reading)
    const streamTime = Math.max(this.#clocks.get(whose) ?? 0, at)
    this.#clocks.set(whose, streamTime)
    const lag = { age: streamTime - at, closed: start + (minutes + grace) * MINUTE <= streamTime }
    if (late(lag)) {
      const kept = lateRecord(reading)
      if (kept) this.late.push(record(kept.key, kept.value))
    }
    if (!drops(lag)) {
      const key = `${reading.sensor} ${start}`
      const before = this.open.get(key)?.highest
      const now = before === undefined ? reading.celsius : highest(before, reading.celsius)
      this.open.set(key, { sensor: reading.sensor, start, clock: whose, highest: now, told: false })
      if (everyChange) this.#tell(reading.sensor, start, now)
    }
    const { tells = grace } = this.#habits
    for (const [key, window] of this.open) {
      const now = this.#clocks.get(window.clock) ?? 0
      const end = window.start + minutes * MINUTE
      if (!everyChange && !window.told && end + tells * MINUTE <= now) {
        this.#tell(window.sensor, window.start, window.highest)
        window.told = true
      }
      if (end + grace * MINUTE <= now) this.open.delete(key)
    }
  }

  #tell(sensor: string, start: number, highest: number): void {
    const { key = (of, from) => `${of}@${iso(from)}`, value = String, times = 1 } = this.#habits
    for (let count = 0; count < times; count++) this.maxima.push(record(key(sensor, start), value(highest)))
  }
}

/** The checks that fail for what such an application gives; what is part of another one's mistake is not among them. */
function failing(habits: Habits, seed: string, { forgets = false } = {}): string[] {
  const story = new Story(new Random(seed), NOW)
  const windows = new Windows()
  const fed: Reading[] = []
  const player = new Player(habits)
  const send = (readings: readonly Reading[]): void => {
    fed.push(...readings)
    windows.add(readings)
    player.take(readings)
  }
  const rounds = (): void => {
    for (let round = 0; round < 3; round++) send(story.further('survives-crash'))
  }
  send(story.beginning())
  const given = givenBy(player.maxima)
  const early = earlyWindows(given, windows).map(window => ({
    window,
    ended: window.end <= windows.streamTime(window.partition),
    value: given.get(window.key)?.join() ?? '',
  }))
  send(story.middle())
  rounds()
  const { maxima, late } = player
  const failed: string[] = []
  for (const [id, finding] of Object.entries(verdicts({ fed, windows, maxima, late, early }))) {
    if (finding && !(finding.partOf !== undefined && failed.includes(finding.partOf))) failed.push(id)
  }
  if (!failed.includes('final-results')) {
    send(story.beforeCrash())
    const atCrash = maxima.length
    if (forgets) player.open = new Map()
    send(story.whileDown())
    rounds()
    if (afterCrash({ windows, maxima }, atCrash)) failed.push('survives-crash')
  }
  if (failed.length === 0) expect(allShown(givenBy(maxima), late, windows)).toBe(true)
  return failed
}

function alwaysFails(habits: Habits, checks: string[], options = {}): void {
  const others = SEEDS.map(seed => [seed, ...failing(habits, seed, options)]).filter(
    ([, ...failed]) => failed.join() !== checks.join(),
  )
  expect(others).toEqual([])
}

test('a right one passes everything', () => alwaysFails({}, []))

const MISTAKES: Record<string, [Habits, string]> = {
  'every change': [{ everyChange: true }, 'nothing-early'],
  'told at the end, and again': [{ tells: 0 }, 'nothing-early'],
  'told a minute after the end, and again': [{ tells: 1 }, 'nothing-early'],
  'no grace': [{ grace: 0 }, 'within-grace'],
  'a minute of grace': [{ grace: 1 }, 'within-grace'],
  'late by an age of two minutes': [
    { late: ({ age }) => age > 2 * MINUTE, drops: ({ age }) => age > 2 * MINUTE },
    'within-grace',
  ],
  'out of order is late': [{ late: ({ age }) => age > 0, drops: ({ age }) => age > 0 }, 'within-grace'],
  'three minutes of grace': [{ grace: 3 }, 'late-readings'],
  'an hour of grace': [{ grace: 60 }, 'late-readings'],
  'late by an age of three minutes': [{ late: ({ age }) => age > 3 * MINUTE }, 'late-readings'],
  'late ones count': [{ drops: () => false }, 'late-readings'],
  'late ones dropped': [{ lateRecord: () => undefined }, 'late-readings'],
  'late ones without key': [{ lateRecord: ({ value }) => ({ key: null, value }) }, 'late-readings'],
  'late ones shortened': [
    {
      lateRecord: ({ sensor, celsius, time }) => ({
        key: sensor,
        value: JSON.stringify({ sensor, celsius, timestamp: iso(time) }),
      }),
    },
    'late-readings',
  ],
  'late ones with milliseconds': [
    { lateRecord: ({ sensor, value }) => ({ key: sensor, value: value.replace(/Z"/, '.000Z"') }) },
    'late-readings',
  ],
  'out of order is late, too': [{ late: ({ age }) => age > 0 }, 'late-readings'],
  'time of the record': [{ time: ({ recordTime }) => recordTime }, 'own-time'],
  'the lowest': [{ highest: Math.min }, 'final-results'],
  'the last': [{ highest: (_, other) => other }, 'final-results'],
  'the first': [{ highest: one => one }, 'final-results'],
  'the highest text': [{ highest: (a, b) => (String(a) > String(b) ? a : b) }, 'final-results'],
  'from zero on': [{ value: highest => String(Math.max(0, highest)) }, 'final-results'],
  'one time for all': [{ clock: () => 'all' }, 'final-results'],
  'a time for each sensor': [{ clock: ({ sensor }) => sensor }, 'final-results'],
  'five-minute windows': [{ window: 5 }, 'final-results'],
  'two-minute windows': [{ window: 2 }, 'final-results'],
  'key by the end': [{ key: (sensor, start) => `${sensor}@${iso(start + MINUTE)}` }, 'final-results'],
  'key in milliseconds': [{ key: (sensor, start) => `${sensor}@${start}` }, 'final-results'],
  'key without the sensor': [{ key: (_, start) => iso(start) }, 'final-results'],
  decimals: [{ value: highest => `${highest}.0` }, 'final-results'],
  'told twice': [{ times: 2 }, 'final-results'],
  'told never': [{ times: 0 }, 'final-results'],
}

test.for(Object.entries(MISTAKES))('%s', ([, [habits, check]]) => alwaysFails(habits, [check]))

test('windows forgotten in a crash', () => alwaysFails({}, ['survives-crash'], { forgets: true }))
