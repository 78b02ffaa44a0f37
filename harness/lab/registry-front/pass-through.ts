// The registry's own API, as it stands: the Java serde speaks it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Dispatcher } from 'undici'
import type { Registry } from './registry.ts'
import { toRegistryError } from './serve.ts'

/** Headers of one connection, not of the message. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
])

const ofTheMessage = <T>(headers: Record<string, T | undefined>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(headers).filter(
      (header): header is [string, T] => header[1] !== undefined && !HOP_BY_HOP.has(header[0]),
    ),
  )

export const isPassedThrough = (url: string): boolean => /^\/apis(\/|\?|$)/.test(url)

export async function passThrough(
  registry: Promise<Registry>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  try {
    const { upstream } = await registry
    const hasBody =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined
    const answer = await upstream.pool.request({
      method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
      path: request.url ?? '/',
      headers: ofTheMessage(request.headers),
      body: hasBody ? request : null,
    })
    response.writeHead(answer.statusCode, ofTheMessage(answer.headers))
    await pipeline(answer.body, response)
  } catch (error) {
    if (response.headersSent) return void response.destroy()
    const { message } = toRegistryError(error)
    response.writeHead(502, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ status: 502, title: message, name: 'BadGateway' }))
  }
}
