// Orders to a real lab from everywhere at once: suites, programs by way of the control server, the lab's own reset and end.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poll } from '#harness/host/poll.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { type ControlServer, startControlServer } from '#harness/tools/control-server.ts'
import { withArchives } from './embedded/archives.ts'
import { type EmbeddedLab, openEmbeddedLab } from './embedded/open.ts'
import { liveBrokers } from './metadata.ts'

const DEADLINE = { deadlineMs: 90_000 }

let runtime: Runtime
let lab: EmbeddedLab
let control: ControlServer

beforeAll(async () => {
  runtime = await withArchives(await prepareRuntime(() => {}), () => {})
  lab = await openEmbeddedLab({ runtime })
  control = await startControlServer(lab)
})

afterAll(async () => {
  await control?.close()
  await lab?.close()
})

const post = async (route: string): Promise<number> =>
  (await fetch(`${control.url}/${route}`, { method: 'POST' })).status

const states = (): string[] => lab.brokers.map(({ state }) => state)

test('a stop that a program ordered as its exercise ended does not reach the next exercise', async () => {
  const [, , third] = lab.brokers
  const ordered = post('brokers/3/stop')
  await poll('the stop to begin', () => third.state === 'stopping', DEADLINE)
  await lab.reset()
  expect(await ordered).toBe(200)
  expect(states()).toEqual(['running', 'running', 'running'])
  expect(await lab.fault()).toBeUndefined()
  // Nor later: nothing is under way any more.
  expect((await liveBrokers(third.address)).sort()).toEqual([1, 2, 3])
  expect(await post('brokers/3/restart')).toBe(200)
})

test('neither do workers that it ordered', async () => {
  const ordered = post('connect/scale/3')
  await poll('workers to start', () => lab.connect.workers.length === 3, DEADLINE)
  await lab.reset()
  expect(await ordered).toBe(200)
  expect(lab.connect.workers.map(({ state }) => state)).toEqual(['running'])
  // Three brokers, the registry, one worker.
  expect(lab.pids).toHaveLength(5)
})

test('a start by a program and one by a suite at the same moment make one JVM', async () => {
  const [, second] = lab.brokers
  await second.stop()
  const [, bySuite, byProgram] = await Promise.all([second.start(), second.start(), post('brokers/2/start')])
  expect([bySuite, byProgram]).toEqual([false, 200])
  expect(states()).toEqual(['running', 'running', 'running'])
  expect(lab.pids).toHaveLength(5)
})

test('a single broker of a cluster without a quorum is started without waiting for what cannot be', async () => {
  await Promise.all(lab.brokers.map(broker => broker.kill()))
  expect(await post('brokers/1/start')).toBe(200)
  expect(await post('brokers/2/start')).toBe(200)
  expect(await post('brokers/3/start')).toBe(200)
  await lab.reset()
  expect(states()).toEqual(['running', 'running', 'running'])
})

test('what a program stopped is its own; what ended by itself is the lab’s, whatever component it is', async () => {
  expect(await post('brokers/1/stop')).toBe(200)
  expect(await lab.fault()).toBeUndefined()
  expect(await post('brokers/1/start')).toBe(200)

  const [worker] = lab.connect.workers
  const { pid } = worker as unknown as { pid: number }
  process.kill(pid, 'SIGKILL')
  await poll('the death to be noticed', () => worker?.state === 'dead', DEADLINE)
  const fault = await lab.fault()
  expect(fault?.message).toBe('Connect worker 1 ended by itself (SIGKILL)')
  expect(fault?.log).toContain('groupId=connect-day2')
  await lab.reset()
  expect(await lab.fault()).toBeUndefined()
})

test('a registry whose JVM is gone is a fault that nobody has to ask the registry for', async () => {
  // Of the five, the one that is neither a broker nor a worker.
  const others = [...lab.brokers, ...lab.connect.workers].map(one => (one as unknown as { pid: number }).pid)
  const [pid = 0] = lab.pids.filter(one => !others.includes(one))
  process.kill(pid, 'SIGKILL')
  const fault = await poll('the fault to be told', () => lab.fault(), DEADLINE)
  expect(fault.message).toBe('the Schema Registry ended by itself (SIGKILL)')
  expect(fault.log?.toLowerCase()).toContain('apicurio')
  await expect(lab.reset()).rejects.toThrow('the Schema Registry ended by itself (SIGKILL)')
})

test('a lab without the plug-ins that the exercises need says so before a program runs', async () => {
  const bare: Runtime = { ...runtime, jars: { ...runtime.jars, connectPlugins: [] } }
  await expect(openEmbeddedLab({ runtime: bare })).rejects.toThrow(
    /does not have the plug-in org\.apache\.kafka\.connect\.file\.FileStreamSourceConnector/,
  )
})
