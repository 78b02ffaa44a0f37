// The registry's own API, as it stands: the Java serde speaks it. It goes the same way to the registry as everything else does, with
// its limits and nudges: to a right program it makes no difference which API a request got stuck in.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Registry } from './registry.ts'
import { readBody, toRegistryError } from './serve.ts'

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
    const method = (request.method ?? 'GET') as Dispatcher.HttpMethod
    const body = await readBody(request)
    const answer = await upstream.answered(
      {
        method,
        path: request.url ?? '/',
        // The body is sent in one piece, whatever it came in.
        headers: ofTheMessage({ ...request.headers, 'content-length': undefined }),
        body: body.length > 0 ? body : null,
      },
      method !== 'POST',
    )
    response.writeHead(answer.status, ofTheMessage(answer.headers))
    response.end(answer.body)
  } catch (error) {
    if (response.headersSent) return void response.destroy()
    const { message } = toRegistryError(error)
    response.writeHead(502, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ status: 502, title: message, name: 'BadGateway' }))
  }
}
