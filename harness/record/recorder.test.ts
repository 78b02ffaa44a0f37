import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MOST_BYTES, MOST_ENTRIES, Timeline, type TimelineEntry } from '#harness/results/timeline.ts'
import { Recorder } from './recorder.ts'
import { recordText, shortText } from './short-text.ts'
import { thinned } from './thin.ts'

const record = (partition: number, offset: number, value: string | null) => ({
  partition,
  offset: BigInt(offset),
  timestamp: 0n,
  key: null,
  value: value === null ? null : Buffer.from(value),
  headers: [],
})
const of = <K extends TimelineEntry['kind']>(timeline: Timeline, kind: K) =>
  timeline.filter((entry): entry is Extract<TimelineEntry, { kind: K }> => entry.kind === kind)

test('what was given is told with how often it is stored: once, twice, never', () => {
  const recorder = new Recorder(['t'])
  recorder.given('produce', 'a\n')
  recorder.given('produce', 'b\n')
  recorder.given('produce', 'lost\n')
  for (const [offset, value] of ['a', 'b', 'b'].entries()) recorder.stored('t', record(0, offset, value))
  const timeline = recorder.timeline()
  expect(of(timeline, 'given').map(({ text, found }) => [text, found])).toEqual([
    ['a', 1],
    ['b', 2],
    ['lost', 0],
  ])
  expect(of(timeline, 'stored').map(({ from, again }) => [from, again])).toEqual([
    ['produce', undefined],
    ['produce', undefined],
    ['produce', true],
  ])
})

test('two equal lines are two records', () => {
  const recorder = new Recorder(['t'])
  recorder.given('produce', 'same\nsame\n')
  recorder.stored('t', record(0, 0, 'same'))
  expect(of(recorder.timeline(), 'given').map(({ found }) => found)).toEqual([1, 0])
  recorder.stored('t', record(1, 0, 'same'))
  expect(of(recorder.timeline(), 'given').map(({ found }) => found)).toEqual([1, 1])
  expect(of(recorder.timeline(), 'stored').some(({ again }) => again)).toBe(false)
})

test('a program that makes something else of its lines is said nothing about', () => {
  const recorder = new Recorder(['t'])
  recorder.given('produce', '{"id":1}\n')
  recorder.stored('t', record(0, 0, '\u0000\u0000\u0000\u0000\u0007body'))
  const timeline = recorder.timeline()
  expect(of(timeline, 'given')[0]).not.toHaveProperty('found')
  expect(of(timeline, 'stored')[0]).toMatchObject({ text: '(schema id 7, 9 bytes)' })
})

test('a record is told once, whoever reads it, and only of the topics of the exercise', () => {
  const recorder = new Recorder(['t'])
  for (const offset of [0, 1, 0, 1, 2]) recorder.stored('t', record(0, offset, `${offset}`))
  recorder.stored('other', record(0, 0, 'x'))
  expect(of(recorder.timeline(), 'stored').map(({ offset }) => offset)).toEqual([0, 1, 2])
})

test('what stays as it was is not told again', () => {
  const recorder = new Recorder([])
  const partitions = [{ partition: 0, leader: 1, replicas: [1, 2], isr: [2, 1] }]
  recorder.replication('t', 'the brokers', partitions)
  recorder.replication('t', 'the brokers', [{ partition: 0, leader: 1, replicas: [1, 2], isr: [1, 2] }])
  recorder.replication('t', 'the brokers', [{ partition: 0, leader: 1, replicas: [1, 2], isr: [1] }])
  expect(of(recorder.timeline(), 'replication').map(({ partitions: [first] }) => first?.isr)).toEqual([
    [1, 2],
    [1],
  ])
})

test('whatever comes, the timeline is bounded, well-formed and as its schema says, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.string({ unit: 'binary', maxLength: 400 })), { maxLength: 300 }),
      fc.nat(20),
      (inputs, times) => {
        const recorder = new Recorder(['t'])
        for (let turn = 0; turn <= times; turn++)
          for (const [index, [kind, text]] of inputs.entries()) {
            const value = Buffer.from(text, 'utf16le')
            if (kind === 0) recorder.given(text, text)
            if (kind === 1) recorder.appended(text, [text])
            if (kind === 2) recorder.fed(text, [{ key: text, value, partition: turn }])
            if (kind === 3) recorder.stored('t', { ...record(turn, index, null), key: value, value })
          }
        recorder.call({
          by: 'program',
          method: 'GET',
          path: 'x',
          status: 200,
          sent: 'x'.repeat(1e6),
          answered: '',
        })
        const timeline = recorder.timeline()
        const text = JSON.stringify(timeline)
        expect(timeline.length).toBeLessThanOrEqual(MOST_ENTRIES)
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES)
        expect(text.isWellFormed()).toBe(true)
        // Sources are programs and files of ours; only texts come from others.
        Timeline.parse(JSON.parse(text))
      },
    ),
    { numRuns: 30 },
  )
})

test('masses are thinned evenly; what is rare or odd stays, and what is missing is counted', () => {
  const entries: TimelineEntry[] = Array.from({ length: 5000 }, (_, at) => ({
    at,
    kind: 'given',
    to: 'produce',
    text: `line ${at}`,
    found: at === 2501 ? 0 : 1,
  }))
  entries.push({ at: 5000, kind: 'broker', broker: 2, state: 'dead' })
  const short = thinned(entries)
  expect(short.length).toBeLessThanOrEqual(MOST_ENTRIES)
  expect(short).toContainEqual({ at: 5000, kind: 'broker', broker: 2, state: 'dead' })
  expect(of(short, 'given').find(({ found }) => found === 0)).toMatchObject({ text: 'line 2501' })
  const left = of(short, 'left-out')
  expect(left).toEqual([{ at: 5000, kind: 'left-out', of: 'given', count: 5000 - of(short, 'given').length }])
  const times = of(short, 'given').map(({ at }) => at)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.ceil(5000 / times.length))
})

test('numbers, nothing and long texts are readable', () => {
  const long = Buffer.alloc(8)
  long.writeBigInt64BE(42n)
  expect(recordText(long)).toBe('42')
  expect(recordText(null)).toBe('(null)')
  expect(recordText(Buffer.from('12345678'))).toBe('12345678')
  expect(shortText('x'.repeat(1e7))).toHaveLength(101)
})
