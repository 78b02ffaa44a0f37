// What counts as "has committed all that it reads", on a real cluster: only there are offsets and settings what they are.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { Lab } from '#harness/lab/lab.ts'
import { Observer } from '#harness/observe/observer.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { hasCommittedAll } from './committed.ts'

let lab: Lab
let observe: Observer
let others: Set<string>

beforeAll(async () => {
  lab = await openEmbeddedLab({ runtime: await withArchives(await prepareRuntime(() => {}), () => {}) })
  observe = new Observer(lab)
  others = new Set([...(await observe.topicNames()), 'results'])
})

afterAll(async () => {
  await observe?.close()
  await lab?.close()
})

async function withRecord(topic: string, settings: Record<string, string> = {}): Promise<void> {
  const admin = await observe.admin()
  const configEntries = Object.entries(settings).map(([name, value]) => ({ name, value }))
  await admin.createTopics({ topics: [{ topic, numPartitions: 1, configEntries }], waitForLeaders: false })
  await poll(`${topic} to be known`, () => observe.topicEverywhere(topic), { deadlineMs: 60_000 })
  const producer = await observe.producer()
  await producer.send({ topic, messages: [{ key: 'key', value: 'value' }] })
}

async function commit(topic: string, offset: string): Promise<void> {
  const admin = await observe.admin()
  await admin.setOffsets({ groupId: 'app', topic, partitions: [{ partition: 0, offset }] })
}

const committedAll = (): Promise<boolean> => hasCommittedAll(observe, { reads: ['input'], others })

test('input, and what an application passes on to itself; not results, and not state', async () => {
  await withRecord('input')
  await withRecord('results')
  expect(await committedAll(), 'nothing is committed').toBe(false)
  await commit('input', '0')
  expect(await committedAll(), 'the position is that of the record, not behind it').toBe(false)
  await commit('input', '1')
  expect(await committedAll()).toBe(true)

  await withRecord('app-state', { 'cleanup.policy': 'compact' })
  await withRecord('app-store-changelog')
  expect(await committedAll(), 'state is not passed on').toBe(true)

  await withRecord('passed-on')
  expect(await committedAll(), 'there is a record that nobody has committed').toBe(false)
  await commit('passed-on', '1')
  expect(await committedAll()).toBe(true)
})

test('a topic that may be read counts once a group has committed something of it', async () => {
  const committed = (): Promise<boolean> =>
    hasCommittedAll(observe, { reads: ['input'], mayRead: ['results'], others })
  expect(await committed(), 'nobody reads it').toBe(true)
  await commit('results', '0')
  expect(await committed(), 'somebody does, and has not read its record').toBe(false)
  await commit('results', '1')
  expect(await committed()).toBe(true)
})
