// Holds the front to Confluent's documented behaviour, on a real Apicurio.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApicurio, type TestApicurio } from '../apicurio-for-tests.ts'
import { canonicalAvro } from '../avro-text.ts'
import { AVRO_TEXTS } from '../avro-texts.ts'
import { openRegistryFront, type RegistryFront } from '../front.ts'
import { CONFLUENT_TYPE, json, send } from '../test-client.ts'
import { type Row, SCENARIOS } from './table.ts'

describe('the registry front', () => {
  let apicurio: TestApicurio
  let front: RegistryFront

  beforeAll(async () => {
    apicurio = await startApicurio()
    front = await openRegistryFront({ upstream: apicurio.url, host: '127.0.0.1', port: 0, firstIds: 3 })
    await front.wipe()
  })

  afterAll(async () => {
    await front?.close()
    await apicurio?.stop()
  })

  describe.each(SCENARIOS)('$name', ({ rows }) => {
    const ids = new Map<string, number>()

    const filled = (value: unknown): unknown => {
      if (typeof value === 'string' && /^\{\w+\}$/.test(value)) return ids.get(value.slice(1, -1))
      if (value === 'SOME') return expect.arrayContaining([expect.any(String)])
      if (Array.isArray(value)) return value.map(filled)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, filled(member)]))
    }

    async function hold(row: Row): Promise<void> {
      const path = row.request.replace(/\{(\w+)\}/g, (_all, name: string) => String(ids.get(name)))
      const { status, type, text } = await send(front.url, path, row.body, row.headers)
      const answer: unknown = JSON.parse(text)
      expect({ status, answer }).toMatchObject({ status: row.status })
      expect(type).toBe(row.type ?? CONFLUENT_TYPE)
      if (row.keepId !== undefined) ids.set(row.keepId, (answer as { id: number }).id)
      if (row.code !== undefined)
        expect(answer).toEqual({ error_code: row.code, message: expect.any(String) })
      if ('is' in row) expect(answer).toEqual(filled(row.is))
      if (row.has !== undefined) expect(answer).toMatchObject(filled(row.has) as object)
    }

    beforeAll(() => front.wipe())

    // One row builds on another, so the first that fails ends its scenario.
    let broken = false
    it.each(rows)('$request: $what', async row => {
      expect(broken, 'an earlier row of this scenario failed').toBe(false)
      broken = true
      await hold(row)
      broken = false
    })
  })

  describe('beyond single requests', () => {
    const schema = '{"type":"record","name":"Order","fields":[{"name":"id","type":"long"}]}'
    const versions = '/subjects/orders-value/versions'
    const ownApi = '/apis/registry/v3/groups/default/artifacts'

    /** What the Java serde sends to register a schema. */
    const serdeRegistration = (text: string) => ({
      artifactId: 'orders-value',
      artifactType: 'AVRO',
      firstVersion: { content: { content: text, contentType: 'application/json', references: [] } },
    })

    beforeEach(() => front.wipe())

    it('gives no student the ids 1 and 2', async () => {
      const answer = await json(front.url, `POST ${versions}`, { schema: '"bytes"' })
      expect(answer).toEqual({ id: expect.any(Number) })
      expect((answer as { id: number }).id).toBeGreaterThan(2)
    })

    it('shows what the Java serde registered, with the id that it got', async () => {
      const serde = await json(
        front.url,
        `POST ${ownApi}?ifExists=FIND_OR_CREATE_VERSION`,
        serdeRegistration(schema),
      )
      const id = (serde as { version: { contentId: number } }).version.contentId
      expect(await json(front.url, 'GET /subjects')).toEqual(['orders-value'])
      expect(await json(front.url, `GET ${versions}/1`)).toEqual({
        subject: 'orders-value',
        version: 1,
        id,
        schema,
      })
      expect(await json(front.url, `POST ${versions}`, { schema: ` ${schema}` })).toEqual({ id })
      expect(await json(front.url, `GET ${versions}`)).toEqual([1])
    })

    it('shows the Java serde what was registered here', async () => {
      const spaced = JSON.stringify(JSON.parse(schema), null, 2)
      const answer = await json(front.url, `POST ${versions}`, { schema: spaced })
      const { id } = answer as { id: number }
      const serde = await json(
        front.url,
        `POST ${ownApi}?ifExists=FIND_OR_CREATE_VERSION`,
        serdeRegistration(schema),
      )
      expect(serde).toMatchObject({ version: { version: '1', contentId: id } })
      const content = await send(front.url, `GET /apis/registry/v3/ids/contentIds/${id}`)
      expect(content.text).toBe(schema)
      expect(await json(front.url, `GET ${versions}`)).toEqual([1])
    })

    it('wipes whatever came through either API, and its own settings', async () => {
      await json(front.url, `POST ${versions}`, { schema })
      await json(front.url, `POST ${ownApi}`, { ...serdeRegistration(schema), artifactId: 'serde-value' })
      await json(front.url, 'POST /apis/registry/v3/groups/elsewhere/artifacts', serdeRegistration(schema))
      await json(front.url, 'PUT /config', { compatibility: 'NONE' })
      await json(front.url, 'PUT /config/orders-value', { compatibility: 'FULL' })
      await json(front.url, 'PUT /mode/orders-value', { mode: 'READONLY' })
      await json(front.url, 'PUT /mode', { mode: 'READONLY' })
      await front.wipe()
      expect(await json(front.url, 'GET /subjects?deleted=true')).toEqual([])
      expect(await json(front.url, 'GET /apis/registry/v3/search/artifacts')).toMatchObject({ count: 0 })
      expect(await json(front.url, 'GET /apis/registry/v3/groups')).toMatchObject({ count: 0 })
      expect(await json(front.url, 'GET /config')).toEqual({ compatibilityLevel: 'BACKWARD' })
      expect(await json(front.url, 'GET /mode')).toEqual({ mode: 'READWRITE' })
      expect((await send(front.url, 'GET /config/orders-value')).status).toBe(404)
      expect((await send(front.url, 'GET /mode/orders-value')).status).toBe(404)
      await json(front.url, `POST ${versions}`, { schema })
      expect(await json(front.url, `GET ${versions}`)).toEqual([1])
      expect((await send(front.url, `POST ${versions}`, { schema: '"int"' })).status).toBe(409)
    })

    it('makes one version of many registrations at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => json(front.url, `POST ${versions}`, { schema })),
      )
      expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
      expect(await json(front.url, `GET ${versions}`)).toEqual([1])
    })

    it('takes and gives a schema of a megabyte, in chunks', async () => {
      const big = JSON.stringify({ type: 'record', name: 'Big', doc: 'x'.repeat(1024 * 1024), fields: [] })
      const body = JSON.stringify({ schema: big })
      async function* chunks() {
        for (let at = 0; at < body.length; at += 65_536) yield Buffer.from(body.slice(at, at + 65_536))
      }
      const answer = await fetch(`${front.url}${versions}`, {
        method: 'POST',
        headers: { 'content-type': CONFLUENT_TYPE },
        body: ReadableStream.from(chunks()),
        duplex: 'half',
      } as RequestInit)
      expect(answer.status).toBe(200)
      const text = await send(front.url, `GET ${versions}/1/schema`)
      expect(text.text).toBe(big)
      expect((await send(front.url, 'GET /apis/registry/v3/search/versions')).status).toBe(200)
    })

    it('refuses a body that is too long, and keeps the connection', async () => {
      const answer = await send(front.url, `POST ${versions}`, ' '.repeat(17 * 1024 * 1024))
      expect(answer.status).toBe(413)
      expect(await json(front.url, 'GET /subjects')).toEqual([])
    })

    it.each([versions, ownApi])(
      'survives a client that goes away in the middle of a request to %s',
      async path => {
        const { hostname, port } = new URL(front.url)
        const socket = connect(Number(port), hostname)
        await once(socket, 'connect')
        const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`
        await new Promise(resolve => socket.write(head, resolve))
        socket.resetAndDestroy()
        expect(await json(front.url, 'GET /subjects')).toEqual([])
      },
    )

    it('answers HEAD and OPTIONS', async () => {
      const head = await send(front.url, 'HEAD /subjects')
      expect(head).toMatchObject({ status: 200, type: CONFLUENT_TYPE, text: '', length: '2' })
      const options = await send(front.url, 'OPTIONS /subjects/x/versions')
      expect(options).toMatchObject({ status: 200, allow: 'GET,POST,HEAD,OPTIONS' })
      expect(await send(front.url, 'DELETE /subjects')).toMatchObject({
        status: 405,
        allow: 'GET,HEAD,OPTIONS',
      })
    })

    it('lets requests wait until the registry is there', async () => {
      const upstream = Promise.withResolvers<string>()
      await using late = await disposable({ upstream: upstream.promise })
      const [subjects, groups] = [
        json(late.url, 'GET /subjects'),
        json(late.url, 'GET /apis/registry/v3/groups'),
      ]
      upstream.resolve(apicurio.url)
      expect(await subjects).toEqual([])
      expect(await groups).toMatchObject({ count: 0 })
    })

    it('says so where the registry is not to be had', async () => {
      await using lost = await disposable({
        upstream: Promise.reject(new Error('the registry did not start')),
      })
      const answer = await send(lost.url, 'GET /subjects')
      expect(answer).toMatchObject({ status: 500, type: CONFLUENT_TYPE })
      expect(answer.text).toContain('the registry did not start')
      expect((await send(lost.url, 'GET /apis/registry/v3/groups')).status).toBe(502)
      await expect(lost.wipe()).rejects.toThrow('the registry did not start')
    })

    it('closes though the registry never came', async () => {
      const { promise } = Promise.withResolvers<string>()
      const never = await openRegistryFront({ upstream: promise, host: '127.0.0.1', port: 0 })
      const waiting = send(never.url, 'GET /subjects').catch((error: unknown) => error)
      await never.close()
      expect(await waiting).toBeInstanceOf(Error)
    })

    it.each(AVRO_TEXTS)('writes an Avro schema as Avro itself does: %s', async text => {
      // Apicurio gives back what Avro's own Schema.toString() makes of the text.
      const raw = { ...serdeRegistration(text), artifactId: 'raw' }
      await json(front.url, `POST ${ownApi}`, raw)
      const { schema: printed } = (await json(
        apicurio.url,
        'GET /apis/ccompat/v7/subjects/raw/versions/1',
      )) as {
        schema: string
      }
      expect(canonicalAvro(text)).toBe(printed)
    })
  })
})

async function disposable({ upstream }: { upstream: Promise<string> }) {
  upstream.catch(() => undefined)
  const front = await openRegistryFront({ upstream, host: '127.0.0.1', port: 0 })
  return { ...front, [Symbol.asyncDispose]: () => front.close() }
}
