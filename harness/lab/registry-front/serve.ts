// One HTTP request to Confluent's API, from its bytes to the bytes of the answer.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { OWN_AGENT } from '#harness/clients/own-agent.ts'
import type { RegistryCall } from '../lab.ts'
import { answerType, DEFAULT_ANSWER_TYPE, refuseUnreadable } from './content-types.ts'
import type { Answer, Registry } from './registry.ts'
import { RegistryError, tooLarge } from './registry-error.ts'
import { allowedMethods, findRoute, handlerFor } from './routes.ts'

const LONGEST_BODY = 16 * 1024 * 1024

export async function serve(
  registry: Promise<Registry>,
  request: IncomingMessage,
  response: ServerResponse,
  tell: (call: RegistryCall) => void = () => {},
) {
  const method = request.method ?? 'GET'
  let body = ''
  const told = (status: number, answered: string): void =>
    tell({
      method,
      path: request.url ?? '/',
      status,
      sent: body,
      answered,
      own: request.headers['user-agent'] === OWN_AGENT,
    })
  try {
    // The body is read whole before anything else, or a kept connection would break.
    body = (await readBody(request)).toString('utf8')
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://registry')
    const route = findRoute(pathname)
    response.setHeader('allow', allowedMethods(route))
    if (method === 'OPTIONS') return respond(response, method, 200, DEFAULT_ANSWER_TYPE, '')
    const handler = handlerFor(route, method)
    response.removeHeader('allow')
    if (method !== 'GET' && method !== 'HEAD' && body !== '')
      refuseUnreadable(request.headers['content-type'])
    const type = answerType(request.headers.accept)
    const answer = await handler({ registry: await registry, part: route.part, query, body })
    const text = textOf(answer)
    respond(response, method, 200, type, text)
    told(200, text)
  } catch (error) {
    const { status, code, message } = toRegistryError(error)
    const json = JSON.stringify({ error_code: code, message })
    respond(response, method, status, DEFAULT_ANSWER_TYPE, json)
    told(status, json)
  }
}

const textOf = (answer: Answer): string => ('text' in answer ? answer.text : JSON.stringify(answer.json))

export function toRegistryError(error: unknown): RegistryError {
  if (error instanceof RegistryError) return error
  return new RegistryError(
    500,
    500,
    `The registry's front failed: ${error instanceof Error ? error.message : String(error)}`,
  )
}

function respond(response: ServerResponse, method: string, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) })
  response.end(method === 'HEAD' ? undefined : text)
}

/** @throws RegistryError where it is longer than 16 MiB */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= LONGEST_BODY) chunks.push(chunk)
  }
  if (length > LONGEST_BODY) throw tooLarge(LONGEST_BODY)
  return Buffer.concat(chunks)
}
