// A registry that leaves requests lying, as Apicurio does now and then: the real one, behind a proxy that does so on purpose.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startApicurio, type TestApicurio } from './apicurio-for-tests.ts'
import { openRegistryFront, type RegistryFront } from './front.ts'

/** What becomes of the next registration: left lying until something else comes, carried out but unanswered, or swallowed. */
type Mishap = 'waits' | 'unanswered' | 'swallowed'

const CREATION = /\/artifacts\?ifExists=CREATE_VERSION$/
const SCHEMA = JSON.stringify({
  schema: '{"type":"record","name":"User","fields":[{"name":"id","type":"int"}]}',
})

let apicurio: TestApicurio
let proxy: Server
let front: RegistryFront
let mishaps: Mishap[]
let another: () => void

beforeAll(async () => {
  vi.stubEnv('DAY2_STRETCH', '1')
  apicurio = await startApicurio()
  proxy = createServer(async (request, response) => {
    const { method = '', url = '' } = request
    const mishap = CREATION.test(url) ? mishaps.shift() : undefined
    if (mishap === 'swallowed') return
    if (mishap === 'waits') await new Promise<void>(resolve => (another = resolve))
    else another?.()
    const body = method === 'GET' ? null : Readable.toWeb(request)
    const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' }
    const answer = await fetch(apicurio.url + url, { method, headers, body, duplex: 'half' } as RequestInit)
    const text = await answer.text()
    if (mishap !== 'unanswered') response.writeHead(answer.status).end(text)
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  front = await openRegistryFront({ upstream: `http://127.0.0.1:${port}`, host: '127.0.0.1', port: 0 })
}, 120_000)

afterAll(async () => {
  await front.close()
  proxy.closeAllConnections()
  proxy.close()
  await apicurio.stop()
})

beforeEach(async () => {
  mishaps = []
  await front.wipe()
})

const register = (): Promise<Response> =>
  fetch(`${front.url}/subjects/users-value/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: SCHEMA,
  })
const versions = async (): Promise<unknown> =>
  (await fetch(`${front.url}/subjects/users-value/versions`)).json()

test.each<[Mishap]>([['waits'], ['unanswered'], ['swallowed']])(
  'a registration that is %s is made once, and answered with its id',
  async mishap => {
    mishaps = [mishap]
    const answer = await register()
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({ id: expect.any(Number) })
    expect(await versions()).toEqual([1])
    expect(await front.fault()).toBeUndefined()
  },
  30_000,
)

test('a registry that goes on being silent is the lab’s fault until it is wiped', async () => {
  mishaps = ['swallowed', 'swallowed']
  const answer = await register()
  expect(answer.status).toBe(500)
  expect(await answer.json()).toEqual({
    error_code: 50001,
    message: expect.stringMatching(/did not answer POST .*: Headers Timeout Error/),
  })
  expect(await front.fault()).toMatch(/did not answer POST/)
  await front.wipe()
  expect(await front.fault()).toBeUndefined()
}, 40_000)

const PASSED = JSON.stringify({
  artifactId: 'passed-through',
  artifactType: 'AVRO',
  firstVersion: { content: { content: '{"type":"string"}', contentType: 'application/json' } },
})
const passThrough = (): Promise<Response> =>
  fetch(`${front.url}/apis/registry/v3/groups/default/artifacts?ifExists=CREATE_VERSION`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: PASSED,
  })

test('what is passed through as it is waits no longer, and the nudge is told', async () => {
  expect(await front.notes()).toEqual([])
  mishaps = ['waits']
  const answer = await passThrough()
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ version: { artifactId: 'passed-through' } })
  expect(await front.fault()).toBeUndefined()
  expect(await front.notes()).toEqual([expect.stringMatching(/was nudged [1-4] times$/)])
}, 30_000)

test('what is passed through and gets no answer is the lab’s fault, for what ran then and for nothing else', async () => {
  const before = performance.now()
  mishaps = ['swallowed']
  const answer = await passThrough()
  expect(answer.status).toBe(502)
  const after = performance.now()
  expect(await front.fault(before)).toMatch(/did not answer POST/)
  expect(await front.fault(after)).toBeUndefined()
  expect((await register()).status).toBe(200)
  await front.wipe()
  expect(await front.fault()).toBeUndefined()
  expect(await front.notes()).toEqual([])
}, 40_000)
