// The edges that the contract promises are in every partition of every run.
import { expect, test } from 'vitest'
import { partitionOf, Random } from '#harness/exercise/words.ts'
import { GRACE, identity, MINUTE, type Reading, windowKey, windowStart } from './readings.ts'
import { Story } from './story.ts'
import { Windows } from './windows.ts'

const NOW = Date.parse('2026-03-01T12:34:56Z')
const HOUR = 60 * MINUTE
const PARTITIONS = [0, 1, 2]

const STORIES = Array.from({ length: 1000 }, (_, seed) => {
  const story = new Story(new Random(`story-${seed}`), NOW)
  const rounds = (): Reading[] => [0, 1, 2].flatMap(() => story.further('survives-crash'))
  return {
    seed,
    beginning: story.beginning(),
    middle: story.middle(),
    rounds: rounds(),
    beforeCrash: story.beforeCrash(),
    whileDown: story.whileDown(),
    last: rounds(),
  }
})
type Told = (typeof STORIES)[number]

const all = ({ seed: _, ...portions }: Told): Reading[] => Object.values(portions).flat()
const inOne = (readings: readonly Reading[], partition: number): Reading[] =>
  readings.filter(reading => reading.partition === partition)
const closing = ({ time }: Reading): number => windowStart(time) + MINUTE + GRACE

/** @param broken what does not hold of a story; nothing where all is well */
function alwaysWell(broken: (told: Told) => (string | false)[]): void {
  const found = STORIES.flatMap(told =>
    broken(told).flatMap(text => (text === false ? [] : [`${told.seed}: ${text}`])),
  )
  expect(found.slice(0, 10)).toEqual([])
}

test('readings are as the contract says, and each is another one', () => {
  alwaysWell(told => {
    const readings = all(told)
    const each = readings.flatMap(({ time, recordTime, celsius, value }) => {
      const second = (time / 1000) % 60
      return [
        !(Number.isInteger(second) && second >= 2 && second <= 58) && `second ${second}`,
        Math.max(time, recordTime) > NOW - HOUR && `${value} is too new`,
        Math.min(time, recordTime) < NOW - 24 * HOUR && `${value} is too old`,
        (!Number.isInteger(celsius) || Object.is(celsius, -0)) && `${celsius} degrees`,
      ]
    })
    const homes = new Map(readings.map(({ sensor, partition }) => [sensor, partition]))
    const astray = [...homes].filter(([sensor, partition]) => partitionOf(sensor, 3) !== partition)
    const different = new Set(readings.map(({ value }) => identity(value))).size
    return [
      ...each,
      astray.length > 0 && `${astray} elsewhere`,
      different !== readings.length && 'two readings are the same',
    ]
  })
})

test('a window has one purpose, and only those of own-time have records of another time', () => {
  alwaysWell(told => {
    const purposes = new Map<string, string>()
    return all(told).flatMap(({ sensor, time, recordTime, purpose }) => {
      const key = windowKey(sensor, time)
      const other = purposes.get(key) ?? purpose
      purposes.set(key, purpose)
      const odd = windowStart(time) !== windowStart(recordTime)
      return [
        other !== purpose && `${key} is for ${other} and ${purpose}`,
        odd !== (purpose === 'own-time') && `${key}: the record's time is ${odd ? 'another' : 'the same'}`,
      ]
    })
  })
})

test('what comes in time comes within two seconds of the end, and what is late some seconds after it', () => {
  alwaysWell(({ beginning }) =>
    PARTITIONS.flatMap(partition => {
      const inTime: (Reading & { streamTime: number })[] = []
      const late: (Reading & { streamTime: number })[] = []
      let streamTime = Number.NEGATIVE_INFINITY
      for (const reading of inOne(beginning, partition)) {
        if (windowStart(reading.time) + MINUTE <= streamTime)
          (closing(reading) > streamTime ? inTime : late).push({ ...reading, streamTime })
        streamTime = Math.max(streamTime, reading.time)
      }
      return [
        !inTime.some(reading => closing(reading) - reading.streamTime === 2000) && 'not at the last moment',
        // Nearly as old as one can be that counts, and a late one that is younger.
        !inTime.some(one => one.streamTime - one.time > 2.9 * MINUTE) && 'none in time that is old',
        !late.some(one => one.streamTime - one.time < 2.2 * MINUTE) && 'none late that is young',
        !late.some(one => one.streamTime - closing(one) <= 6000) && 'none that is just late',
        // Too late for a minute of grace; and without any all of them are.
        !inTime.some(one => closing(one) - MINUTE <= one.streamTime) && 'a minute of grace will do',
        !inTime.every(({ purpose }) => purpose === 'within-grace') && 'in time, and not for that',
        !late.every(({ purpose }) => purpose === 'late-readings') && 'late, and not for that',
      ]
    }),
  )
})

test('late readings would change their windows, and some windows have none but late ones', () => {
  alwaysWell(({ beginning, middle, rounds }) => {
    const windows = new Windows()
    windows.add([...beginning, ...middle, ...rounds])
    return PARTITIONS.flatMap(partition => {
      const late = inOne(windows.late, partition)
      const highest = ({ sensor, time }: Reading): number | undefined =>
        windows.get(windowKey(sensor, time))?.highest
      return [
        !late.some(one => one.celsius > (highest(one) ?? one.celsius)) && 'no late one is higher',
        !late.some(one => highest(one) === undefined) && 'all windows have one that counts',
        !late.some(({ purpose }) => purpose === 'own-time') && 'none is late by its own time alone',
      ]
    })
  })
})

test('the highest reading is neither the first nor the last nor the lowest, and not the highest text', () => {
  const mistakes: Record<string, (degrees: number[]) => number> = {
    first: degrees => degrees[0] ?? 0,
    last: degrees => degrees.at(-1) ?? 0,
    lowest: degrees => Math.min(...degrees),
    'highest text': degrees => Number(degrees.map(String).sort().at(-1)),
    'highest from zero on': degrees => Math.max(0, ...degrees),
    'furthest from zero': degrees => Math.max(...degrees.map(Math.abs)),
  }
  alwaysWell(({ beginning }) =>
    PARTITIONS.flatMap(partition => {
      const plain = inOne(beginning, partition).filter(({ purpose }) => purpose === 'final-results')
      const windows = Map.groupBy(plain, ({ sensor, time }) => windowKey(sensor, time))
      const degrees = [...windows.values()].map(own => own.map(({ celsius }) => celsius))
      return Object.entries(mistakes).map(
        ([name, mistake]) => degrees.every(own => mistake(own) === Math.max(...own)) && `always the ${name}`,
      )
    }),
  )
})

test('when it is looked at for the first time windows are closed, ended and not ended', () => {
  alwaysWell(({ beginning, middle }) => {
    const windows = new Windows()
    windows.add(beginning)
    const open = windows.open
    const closed = windows.closed
    const broken = PARTITIONS.flatMap(partition => {
      const own = open.filter(window => window.partition === partition)
      const ended = own.filter(({ end }) => end <= windows.streamTime(partition))
      return [
        ended.length < 3 && 'few windows have ended',
        own.length === ended.length && 'all windows have ended',
        !closed.some(window => window.partition === partition) && 'no window is closed',
      ]
    })
    // What comes then in one partition is long past in another.
    const furthest = Math.max(...beginning.map(({ time }) => time))
    const past = middle.filter(
      ({ time, purpose }) => purpose === 'final-results' && time + 9 * MINUTE < furthest,
    )
    windows.add(middle)
    return [
      ...broken,
      new Set(past.map(({ partition }) => partition)).size < 2 && 'partitions are near each other',
      !open.every(window => windows.isClosed(window)) && 'not all of them are closed after that',
    ]
  })
})

test('after a crash the first reading of a partition is newer than all before, and no higher one comes', () => {
  alwaysWell(({ beginning, middle, rounds, beforeCrash, whileDown, last }) => {
    const windows = new Windows()
    windows.add([...beginning, ...middle, ...rounds, ...beforeCrash])
    const open = windows.open.map(window => ({ ...window }))
    const late = windows.late.length
    const first = PARTITIONS.map(partition => inOne(whileDown, partition)[0]?.time ?? 0)
    const newer = PARTITIONS.every(partition => (first[partition] ?? 0) > windows.streamTime(partition))
    windows.add([...whileDown, ...last])
    return [
      !newer && 'the first is not newer',
      !open.every(({ purpose }) => purpose === 'survives-crash') && 'an open window is for something else',
      windows.late.length !== late && 'one comes late',
      ...open.map(({ key, highest }) => windows.get(key)?.highest !== highest && `${key} has a higher one`),
      !open.every(window => windows.isClosed(window)) && 'not all are closed',
    ]
  })
})
