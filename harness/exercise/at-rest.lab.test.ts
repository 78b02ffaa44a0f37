// When the topics of a real cluster are what they will be, and when that cannot be said.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PatienceClock } from '#harness/host/patience.ts'
import { INSIDE, OUTSIDE, type Place } from '#harness/host/place.ts'
import { poll } from '#harness/host/poll.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { openEmbeddedLab } from '#harness/lab/embedded/open.ts'
import type { Lab } from '#harness/lab/lab.ts'
import { Observer } from '#harness/observe/observer.ts'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { AtRest } from './at-rest.ts'

let lab: Lab
let observe: Observer
let now = 0
const programs = { running: 0, started: 1 }

beforeAll(async () => {
  lab = await openEmbeddedLab({ runtime: await withArchives(await prepareRuntime(() => {}), () => {}) })
  observe = new Observer(lab)
})

afterAll(async () => {
  await observe?.close()
  await lab?.close()
})

beforeEach(() => {
  programs.running = 0
  programs.started = 1
})

const atRest = (place: Place = INSIDE): AtRest =>
  new AtRest({
    lab,
    observe,
    programs: () => ({ ...programs }),
    place,
    clock: new PatienceClock(
      () => now,
      () => 1,
    ),
  })

/** It looks, and looks again two seconds later. */
async function looks(rest: AtRest): Promise<boolean[]> {
  const first = await rest.look()
  now += 2000
  return [first, await rest.look()]
}

/** Not at the first look, and some time later so: a topic of the brokers' own may come to be in between, and begins it anew. */
async function comesToRest(rest: AtRest): Promise<void> {
  expect(await rest.look()).toBe(false)
  const later = (): Promise<boolean> => {
    now += 2000
    return rest.look()
  }
  await poll('nothing to change any more', later, { deadlineMs: 60_000 })
}

async function create(topic: string): Promise<void> {
  const admin = await observe.admin()
  await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: false })
  await poll(`${topic} to be known`, () => observe.topicEverywhere(topic), { deadlineMs: 60_000 })
}

test('once nobody works and all brokers have said the same for a while; from then on at once', async () => {
  const rest = atRest()
  await comesToRest(rest)
  expect(await rest.look()).toBe(true)
})

test('a topic that came, a partition that came, and a program that was started begin it anew', async () => {
  const rest = atRest()
  await comesToRest(rest)
  await create('one-more')
  await comesToRest(rest)
  const admin = await observe.admin()
  await admin.createPartitions({ topicPartitions: [{ topic: 'one-more', count: 4 }] })
  await poll(
    'the fourth partition',
    async () => (await observe.topicEverywhere('one-more')).partitions.length === 4,
    { deadlineMs: 60_000 },
  )
  await comesToRest(rest)
  programs.started += 1
  await comesToRest(rest)
})

test('never while a program runs, nor where one may have left something behind', async () => {
  programs.running = 1
  expect(await looks(atRest())).toEqual([false, false])
  programs.running = 0
  expect(await looks(atRest(OUTSIDE))).toEqual([false, false])
})

test('never while a connector is there, which makes topics by itself, or cannot be asked for', async () => {
  const connector = { 'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector' }
  const config = { ...connector, file: '/nowhere/at-all.txt', topic: 'by-connector', 'tasks.max': '1' }
  const answer = await fetch(`${lab.connect.url}/connectors/a/config`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(config),
  })
  expect(answer.status).toBe(201)
  await poll('the connector to be listed', async () => (await observe.connect.connectors()).includes('a'), {
    deadlineMs: 60_000,
  })
  expect(await looks(atRest())).toEqual([false, false])
  await fetch(`${lab.connect.url}/connectors/a`, { method: 'DELETE' })
  await poll('it to be gone', async () => (await observe.connect.connectors()).length === 0, {
    deadlineMs: 60_000,
  })
  expect(await looks(atRest())).toEqual([false, true])
  await lab.connect.workers[0]?.kill()
  expect(await looks(atRest())).toEqual([false, false])
  await lab.connect.workers[0]?.start()
})

test('never while a broker is away', async () => {
  await lab.brokers[2].stop()
  expect(await looks(atRest())).toEqual([false, false])
  await lab.brokers[2].start()
})
