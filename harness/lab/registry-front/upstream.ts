// Requests to Apicurio: its Confluent API for what it does right, its own API for what that one cannot say.
import { Pool } from 'undici'
import { z } from 'zod'
import { isTimeout } from '#harness/clients/rest.ts'
import { patient } from '#harness/host/patience.ts'
import { RegistryError, storeFailure } from './registry-error.ts'

export const CONFLUENT_API = '/apis/ccompat/v7'
export const OWN_API = '/apis/registry/v3'

/** Less than a client of ours waits for the front. */
const ANSWER_MS = 6000
/**
 * Once in some thousand requests on a busy machine Apicurio leaves one lying, all threads of its pool idle (by their dump), and
 * answers the next one: so something else comes meanwhile. It answers within milliseconds otherwise.
 */
const NUDGE_MS = 1500

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** No answer came, also not after nudging; whether the request was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

export interface UpstreamAnswer {
  status: number
  text: string
}

const errorShape = z.object({
  error_code: z.int().optional(),
  message: z.string().optional(),
  title: z.string().optional(),
})

export class Upstream {
  readonly url: string
  readonly pool: Pool
  /** The last request that got no answer, in words: whoever asked for it was failed by the lab. */
  failure: string | undefined

  constructor(url: string) {
    this.url = url.replace(/\/+$/, '')
    this.pool = new Pool(this.url, { connections: 16 })
  }

  /** What changes nothing, or the same thing twice, is sent once more when no answer comes. */
  async send(method: Method, path: string, body?: unknown): Promise<UpstreamAnswer> {
    const repeatable = method !== 'POST' || path.includes('/compatibility/') || path.includes('dryRun=true')
    try {
      return await this.once(method, path, body).catch(error => {
        if (repeatable && error instanceof NoAnswer) return this.once(method, path, body)
        throw error
      })
    } catch (cause) {
      throw this.failed(method, path, cause)
    }
  }

  /** The failure of a request as an answer to whoever asked, and on record. */
  failed(method: Method, path: string, cause: unknown): RegistryError {
    const reason = cause instanceof Error ? cause.message : String(cause)
    this.failure = `The registry at ${this.url} did not answer ${method} ${path}: ${reason}`
    return storeFailure(this.failure)
  }

  /** @throws NoAnswer, or the client's own error where the registry cannot be reached */
  async once(method: Method, path: string, body: unknown): Promise<UpstreamAnswer> {
    const nudging = setInterval(() => {
      this.#exchange('GET', `${CONFLUENT_API}/subjects`, undefined).catch(() => undefined)
    }, NUDGE_MS)
    try {
      return await this.#exchange(method, path, body)
    } catch (error) {
      throw isTimeout(error) ? new NoAnswer((error as Error).message) : error
    } finally {
      clearInterval(nudging)
    }
  }

  async #exchange(method: Method, path: string, body: unknown): Promise<UpstreamAnswer> {
    const limit = patient(ANSWER_MS)
    const answer = await this.pool.request({
      method,
      path,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      headersTimeout: limit,
      bodyTimeout: limit,
    })
    return { status: answer.statusCode, text: await answer.body.text() }
  }

  /** Sends and expects success; what the registry refuses is refused with its own words. */
  async ask(method: Method, path: string, body?: unknown): Promise<UpstreamAnswer> {
    const answer = await this.send(method, path, body)
    if (answer.status >= 300) throw refusal(method, path, answer)
    return answer
  }

  async read<T>(shape: z.ZodType<T>, method: Method, path: string, body?: unknown): Promise<T> {
    const { text } = await this.ask(method, path, body)
    return parseAnswer(shape, text, `${method} ${path}`)
  }

  async close(): Promise<void> {
    await this.pool.destroy()
  }
}

export function parseAnswer<T>(shape: z.ZodType<T>, text: string, what: string): T {
  const json = z.string().transform((value, context) => {
    try {
      return JSON.parse(value) as unknown
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  const parsed = json.pipe(shape).safeParse(text)
  if (!parsed.success)
    throw storeFailure(`The registry's answer to ${what} was not understood: ${text.slice(0, 200)}`)
  return parsed.data
}

/** The registry's refusal as one of Confluent's. */
export function refusal(method: string, path: string, { status, text }: UpstreamAnswer): RegistryError {
  let error: z.infer<typeof errorShape> = {}
  try {
    error = errorShape.parse(JSON.parse(text))
  } catch {
    // Some of its answers have no body; the status says all there is.
  }
  const message = error.message ?? error.title ?? `The registry answered ${status} to ${method} ${path}`
  return status >= 500
    ? storeFailure(message)
    : new RegistryError(status, error.error_code || status, message)
}
