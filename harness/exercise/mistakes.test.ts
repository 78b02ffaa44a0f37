import { expect, test } from 'vitest'
import { LabFault } from '#harness/lab/lab.ts'
import { CheckFailed, partOf } from './check-failed.ts'
import { Mistakes } from './mistakes.ts'
import { notingOrders } from './own-orders.ts'

/** As much of a lab as is looked at: states change as the test says. */
function components() {
  const broker = (id: number) => ({ id, state: 'running' })
  const worker = { workerId: 'connect-1:8083', state: 'running' }
  const lab = { brokers: [broker(1), broker(2), broker(3)], connect: { workers: [worker] } }
  return { lab, mistakes: () => new Mistakes(lab as never) }
}

const finding = (message: string): CheckFailed => new CheckFailed({ message, hint: 'its own' })
const findingOf = (error: unknown): CheckFailed['finding'] => {
  expect(error).toBeInstanceOf(CheckFailed)
  return (error as CheckFailed).finding
}

test('on a lab that is up a failure is what it is, and a trouble of ours stays ours', () => {
  const mistakes = components().mistakes()
  mistakes.begin()
  const [failure, trouble] = [finding('no'), new Error('the registry answered 500')]
  expect(mistakes.causeOf(failure)).toBe(failure)
  expect(mistakes.causeOf(trouble)).toBe(trouble)
})

test('a broker that a program stopped is named, also where the grader itself cannot go on', () => {
  const { lab, mistakes } = components()
  const seen = mistakes()
  Object.assign(lab.brokers[2] ?? {}, { state: 'stopped' })
  seen.begin()
  const failed = findingOf(seen.causeOf(finding('replicas are out of sync')))
  expect(failed.message).toBe('replicas are out of sync')
  expect(failed.hint).toMatch(/^Broker 3 is stopped, and not by the grader/)
  const stuck = findingOf(seen.causeOf(new Error("the grader's own topic has not all replicas in sync")))
  expect(stuck.message).toBe('broker 3 is stopped, and this cannot be had without')
  expect(stuck.actual).toBe("the grader's own topic has not all replicas in sync")
})

test('one that is stopped while the check runs counts too; of several all are named', () => {
  const { lab, mistakes } = components()
  const seen = mistakes()
  seen.begin()
  for (const each of [lab.brokers[1], lab.connect.workers[0]]) Object.assign(each ?? {}, { state: 'stopped' })
  expect(findingOf(seen.causeOf(finding('no'))).hint).toMatch(
    /^Broker 2 and the Connect worker connect-1:8083 are stopped/,
  )
})

test('what was down before the exercise, or after a trouble of ours, is nobody else’s', () => {
  const { lab, mistakes } = components()
  Object.assign(lab.brokers[0] ?? {}, { state: 'stopped' })
  const seen = mistakes()
  seen.begin()
  const failure = finding('no')
  expect(seen.causeOf(failure)).toBe(failure)
  Object.assign(lab.brokers[1] ?? {}, { state: 'stopped' })
  const fault = new LabFault('broker 2 did not start')
  expect(seen.causeOf(fault)).toBe(fault)
  seen.begin()
  expect(seen.causeOf(failure)).toBe(failure)
})

test('what the suite itself stopped is its own until it has started it again', async () => {
  const { lab, mistakes } = components()
  const seen = mistakes()
  const [, , third] = lab.brokers
  let starts: () => void = () => {}
  Object.assign(third ?? {}, {
    stop: async () => void Object.assign(third ?? {}, { state: 'stopped' }),
    start: () => new Promise<void>(resolve => (starts = resolve)),
  })
  const suites = notingOrders(lab as never, seen.ours)
  await suites.brokers[2].stop()
  expect(suites.brokers[2].state).toBe('stopped')
  const failure = finding('no')
  expect(seen.causeOf(failure)).toBe(failure)
  // Its start has not come to its end, or fails: still its own.
  const started = suites.brokers[2].start()
  seen.begin()
  expect(seen.causeOf(failure)).toBe(failure)
  starts()
  await started
  seen.begin()
  expect(findingOf(seen.causeOf(failure)).hint).toMatch(/Broker 3 is stopped/)
})

test('what one stopped broker makes impossible fails once', () => {
  const { lab, mistakes } = components()
  const seen = mistakes()
  Object.assign(lab.brokers[2] ?? {}, { state: 'stopped' })
  seen.begin()
  const first = findingOf(seen.causeOf(finding('replicas are out of sync')))
  expect(seen.sameAs({}, first)).toBeUndefined()
  seen.failed('replication', first)
  expect(seen.sameAs({}, findingOf(seen.causeOf(new Error('no leader'))))).toBe('replication')
})

test('checks that are alike fail once for one mistake, and twice for two', () => {
  const seen = components().mistakes()
  seen.failed('wire-format-v1', { message: 'a record of `produce 1` is not in the wire format (waited 3 s)' })
  const alike = ['wire-format-v1']
  expect(seen.sameAs({ alike }, { message: 'a record of `produce 2` is not in the wire format' })).toBe(
    'wire-format-v1',
  )
  expect(seen.sameAs({ alike }, { message: 'produce did not succeed: exit code 1' })).toBeUndefined()
  expect(seen.sameAs({}, { message: 'a record of `produce 2` is not in the wire format' })).toBeUndefined()
})

test('a part of a mistake is a failure of its own where the other check passed', async () => {
  const seen = components().mistakes()
  const error: unknown = await partOf('topic-layout', () =>
    Promise.reject(finding('there is no topic t')),
  ).catch((thrown: unknown) => thrown)
  expect(seen.sameAs({}, findingOf(error))).toBeUndefined()
  seen.failed('topic-layout', { message: 'there is no topic t' })
  expect(seen.sameAs({}, findingOf(error))).toBe('topic-layout')
  await expect(partOf('topic-layout', () => Promise.reject(new Error('ours')))).rejects.toThrow('ours')
})

test('settings of the lab that a program changed are what a trouble comes from; what was so before is nobody’s doing', async () => {
  const { lab } = components()
  const found = ['broker 1: log.cleaner.threads=2']
  Object.assign(lab, { tampering: async () => found })
  const mistakes = new Mistakes(lab as never, new Set(found))
  const [failure, trouble] = [finding('no'), new Error('Closed connection')]
  expect(await mistakes.orTampering(trouble)).toBe(trouble)
  found.push('all brokers: max.connections.per.ip=1')
  expect(await mistakes.orTampering(failure)).toBe(failure)
  const told = findingOf(await mistakes.orTampering(trouble))
  expect(told.message).toBe(
    'the lab was changed so that nobody can go on with it: all brokers: max.connections.per.ip=1',
  )
  expect(told.actual).toBe('Closed connection')
  mistakes.failed('first', told)
  const again = findingOf(await mistakes.orTampering(trouble))
  expect(mistakes.sameAs({}, again)).toBe('first')
})
