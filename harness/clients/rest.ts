// One REST request, with an end to its patience: an answer that never comes must not take a check with it.
import { patient } from '#harness/host/patience.ts'
import { request } from './direct.ts'

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
  /** How long an answer may take, in milliseconds on a machine of the usual speed. */
  answerMs?: number
}

/** Twice that is less than any wait for something that is asked through REST. */
const ANSWER_MS = 7000
const TRIES = 2

/** @throws the client's own error when the server cannot be reached or does not answer in time */
export async function rest(
  url: string,
  { method, headers = {}, body, repeatable = method === 'GET', answerMs = ANSWER_MS }: RestRequest,
): Promise<RestAnswer> {
  for (let left = repeatable ? TRIES : 1; ; left--) {
    try {
      const limit = patient(answerMs)
      const answer = await request(url, {
        method,
        headers,
        body: body ?? null,
        headersTimeout: limit,
        bodyTimeout: limit,
      })
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
