// One REST request, with an end to its patience: an answer that never comes must not take a check with it.
import { request } from 'undici'
import { patient } from '#harness/host/patience.ts'

export interface RestAnswer {
  status: number
  text: string
}

export interface RestRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Record<string, string>
  body?: string | undefined
  /** May be sent again when no answer comes; GET may always. */
  repeatable?: boolean
}

const ANSWER_MS = 15_000
const TRIES = 3

/** @throws the client's own error when the server cannot be reached or does not answer in time */
export async function rest(
  url: string,
  { method, headers = {}, body, repeatable = method === 'GET' }: RestRequest,
): Promise<RestAnswer> {
  for (let left = repeatable ? TRIES : 1; ; left--) {
    try {
      const limit = patient(ANSWER_MS)
      const options = { method, headers, body: body ?? null, headersTimeout: limit, bodyTimeout: limit }
      const answer = await request(url, options)
      return { status: answer.statusCode, text: await answer.body.text() }
    } catch (error) {
      if (left <= 1 || !isTimeout(error)) throw error
    }
  }
}

/** No answer, or half of one, within the time set; told apart from a server that is not there. */
export function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(String(error.code))
  )
}
