// Plain requests, as the tests send them.
import { request } from '#harness/clients/direct.ts'

export const CONFLUENT_TYPE = 'application/vnd.schemaregistry.v1+json'

export interface TestAnswer {
  status: number
  type: string
  allow: string | undefined
  length: string | undefined
  text: string
}

/** `what` is method and path; a text is sent as it stands; an empty content type is none. */
export async function send(
  url: string,
  what: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<TestAnswer> {
  const [method = '', path = ''] = what.split(' ')
  const own = path.startsWith('/apis/registry') ? 'application/json' : CONFLUENT_TYPE
  const sent = Object.entries({ 'content-type': own, ...headers }).filter(([, value]) => value !== '')
  const answer = await request(`${url}${path}`, {
    method,
    headers: Object.fromEntries(sent),
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
  })
  const one = (name: string) => [answer.headers[name]].flat()[0]
  return {
    status: answer.statusCode,
    type: one('content-type') ?? '',
    allow: one('allow'),
    length: one('content-length'),
    text: await answer.body.text(),
  }
}

/** The JSON of an answer that must be a success. */
export async function json(url: string, what: string, body?: unknown): Promise<unknown> {
  const { status, text } = await send(url, what, body)
  if (status !== 200) throw new Error(`${what} answered ${status}: ${text}`)
  return JSON.parse(text)
}
