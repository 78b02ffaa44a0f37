// Which check fails for what the application gave: one mistake fails one check, and what follows from it is part of that one.
import type { Finding, StoredRecord } from '#harness/exercise/words.ts'
import { finding, givenBy, lastProblem, lateProblems, strangeKeys, windowProblem } from './outcome.ts'
import type { Purpose, Reading } from './readings.ts'
import type { Window, Windows } from './windows.ts'

export interface Outcome {
  fed: readonly Reading[]
  windows: Windows
  maxima: readonly StoredRecord[]
  late: readonly StoredRecord[]
  /** Windows that had been given while they were open; `ended`: their minute was over. */
  early: readonly { window: Window; ended: boolean; value: string }[]
  /** What was missing was waited for in vain. */
  waited?: boolean
}

export type Verdicts = Partial<Record<Purpose | 'nothing-early', Finding | undefined>>

const present = (text: string | undefined): text is string => text !== undefined

/** What the checks before the crash say. */
export function verdicts({ fed, windows, maxima, late, early, waited = false }: Outcome): Verdicts {
  const given = givenBy(maxima)
  const closed = (purpose: Purpose): Window[] => windows.closed.filter(window => window.purpose === purpose)
  const strange = [...strangeKeys(given, windows, fed)]
  const strangers = (purpose: Purpose): string[] =>
    strange
      .filter(([, of]) => of === purpose)
      .map(([key]) => `${key}: no such window (${given.get(key)?.join(', then ')})`)
  const lateOnes = lateProblems(late, windows, fed)
  const deadline = waited ? { deadline: true } : {}

  // Whoever closes windows at their end tells them early, but what that makes wrong is that nothing after it counts.
  const graceDenied = closed('within-grace').some(window => lastProblem(window, given) !== undefined)
  const tooEarly = early.filter(({ ended }) => !ended || !graceDenied)
  const nothingEarly = finding(
    tooEarly.map(({ window, value }) => `${window.key}: ${value}`),
    {
      what: `${tooEarly.length} window(s) that were not closed yet have given a record`,
      expected: 'nothing of a window until stream time has reached its end plus 2 minutes',
      hint: 'A windowed aggregation tells every change of a window, unless it is told to wait until the window is final.',
    },
  )
  const problem = nothingEarly ? lastProblem : windowProblem
  const wrong = (purpose: Purpose): string[] =>
    closed(purpose)
      .map(window => problem(window, given))
      .filter(present)

  const plain = closed('final-results')
    .map(window => windowProblem(window, given))
    .filter(present)
  const final = finding([...strangers('final-results'), ...plain], {
    what:
      maxima.length === 0 ? 'sensor-maxima is empty' : 'closed windows have not given their one right record',
    expected: 'for every closed window one record: SENSOR@WINDOW-START -> the highest celsius',
    hint:
      strangers('final-results').length > 0
        ? 'Key: the sensor, @, and the start of the minute in UTC, as in s-1@2024-01-15T10:05:00Z; the value is bare text.'
        : 'The stream time of a partition closes the windows of all its sensors, and of no other partition; each of them gives its highest reading, once.',
    partOf:
      nothingEarly && strangers('final-results').length === 0 && wrong('final-results').length === 0
        ? 'nothing-early'
        : undefined,
    ...deadline,
  })
  const rest = { partOf: 'final-results', ...deadline }
  const grace = finding(wrong('within-grace'), {
    what: 'readings that came late, but before their window was closed, do not count',
    expected: 'a window takes readings until stream time has reached its end plus 2 minutes',
    hint: 'How long does a window stay open after its end, and by whose time? It is its end that counts, not how old the reading is.',
    ...rest,
  })
  const lateLines = [
    ...strangers('late-readings'),
    ...wrong('late-readings'),
    ...lateOnes.filter(({ purpose }) => purpose !== 'own-time').map(({ text }) => text),
  ]
  const onlyGrace =
    strangers('late-readings').length === 0 &&
    wrong('late-readings').length === 0 &&
    lateOnes.every(({ purpose }) => purpose === 'within-grace' || purpose === 'own-time')
  const lateFinding = finding(lateLines, {
    what: 'the late readings are not exactly those in late-readings, or have changed a maximum',
    expected:
      'each reading whose window was closed when it came, unchanged, under the key of its sensor; no other one',
    hint: 'A windowed aggregation drops what is late without a word: whoever wants to keep it has to find out before, by the same rule.',
    ...rest,
    ...(final === undefined && onlyGrace ? { partOf: 'within-grace' } : {}),
  })
  const own = finding(
    [
      ...strangers('own-time'),
      ...wrong('own-time'),
      ...lateOnes.filter(({ purpose }) => purpose === 'own-time').map(({ text }) => text),
    ],
    {
      what: 'records whose own timestamps say another time than their readings have changed the result',
      expected: 'windows and lateness go by the `timestamp` in the value',
      hint: 'A consumer and Kafka Streams take the time of the record, unless they are told where the time of the event is.',
      ...rest,
      partOf: final ? 'final-results' : lateFinding && !onlyGrace ? 'late-readings' : undefined,
    },
  )
  return {
    'nothing-early': nothingEarly,
    'final-results': final,
    'within-grace': grace,
    'late-readings': lateFinding,
    'own-time': own,
  }
}

/**
 * What is wrong after the crash.
 *
 * @param before the records of `sensor-maxima` that were there at the crash
 */
export function afterCrash(
  { windows, maxima, waited = false }: Pick<Outcome, 'windows' | 'maxima' | 'waited'>,
  before: number,
): Finding | undefined {
  const given = givenBy(maxima)
  const earlier = givenBy(maxima.slice(0, before))
  const again = givenBy(maxima.slice(before))
  const open = windows.closed.filter(({ purpose }) => purpose === 'survives-crash')
  const lines = open.map(window => lastProblem(window, given)).filter(present)
  for (const [key, values] of again) {
    const window = windows.get(key)
    if (!window || !windows.isClosed(window) || lines.some(line => line.startsWith(`${key}: `))) continue
    const right = String(window.highest)
    // What was wrong before is another check's matter.
    const wrongBefore = earlier.has(key) && earlier.get(key)?.at(-1) !== right
    if (!wrongBefore && values.some(value => value !== right))
      lines.push(`${key}: ${values.join(', then ')} (right: ${right})`)
  }
  return finding(lines, {
    what: 'windows that were open at the crash, or had been told before, are wrong after it',
    expected:
      'a window that was open at the crash is closed with all its readings, those of before it included',
    hint: 'What is known of open windows must outlive the process together with the position up to which was read.',
    ...(waited ? { deadline: true } : {}),
  })
}
