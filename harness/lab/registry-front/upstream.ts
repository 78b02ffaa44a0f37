// Requests to Apicurio: its Confluent API for what it does right, its own API for what that one cannot say.
import { type Dispatcher, Pool } from 'undici'
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

/** A request as it stands, for what is handed through unread. */
export interface RawRequest {
  method: Dispatcher.HttpMethod
  path: string
  headers: Record<string, string | string[]>
  body: Buffer | string | null
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

const errorShape = z.object({
  error_code: z.int().optional(),
  message: z.string().optional(),
  title: z.string().optional(),
})

export class Upstream {
  readonly url: string
  readonly #pool: Pool
  /** The last request that got no answer: whoever asked for it was failed by the lab, and nobody before or after. */
  #failure: { at: number; words: string } | undefined
  /** How often a request had to be nudged since the last wipe: the cause is not known, so that it has to be seen when it rises. */
  nudges = 0

  constructor(url: string) {
    this.url = url.replace(/\/+$/, '')
    this.#pool = new Pool(this.url, { connections: 16 })
  }

  /**
   * The last request since then that got no answer, in words.
   *
   * @param since as `performance.now()` counts; left out: since the last wipe
   */
  failure(since = 0): string | undefined {
    return this.#failure && this.#failure.at >= since ? this.#failure.words : undefined
  }

  forgetTroubles(): void {
    this.#failure = undefined
    this.nudges = 0
  }

  /** What changes nothing, or the same thing twice, is sent once more when no answer comes. */
  async send(method: Method, path: string, body?: unknown): Promise<UpstreamAnswer> {
    const repeatable = method !== 'POST' || path.includes('/compatibility/') || path.includes('dryRun=true')
    const { status, body: bytes } = await this.answered(asJson(method, path, body), repeatable)
    return { status, text: bytes.toString() }
  }

  /** @throws RegistryError where no answer came; that is on record then */
  async answered(request: RawRequest, repeatable: boolean): Promise<RawAnswer> {
    try {
      return await this.#nudged(request).catch(error => {
        if (repeatable && error instanceof NoAnswer) return this.#nudged(request)
        throw error
      })
    } catch (cause) {
      throw this.failed(request.method, request.path, cause)
    }
  }

  /** The failure of a request as an answer to whoever asked, and on record. */
  failed(method: string, path: string, cause: unknown): RegistryError {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const words = `The registry at ${this.url} did not answer ${method} ${path}: ${reason}`
    this.#failure = { at: performance.now(), words }
    return storeFailure(words)
  }

  /** @throws NoAnswer, or the client's own error where the registry cannot be reached */
  async once(method: Method, path: string, body: unknown): Promise<UpstreamAnswer> {
    const answer = await this.#nudged(asJson(method, path, body))
    return { status: answer.status, text: answer.body.toString() }
  }

  async #nudged(request: RawRequest): Promise<RawAnswer> {
    const nudging = setInterval(() => {
      this.nudges++
      this.#exchange(asJson('GET', `${CONFLUENT_API}/subjects`)).catch(() => undefined)
    }, NUDGE_MS)
    try {
      return await this.#exchange(request)
    } catch (error) {
      throw isTimeout(error) ? new NoAnswer((error as Error).message) : error
    } finally {
      clearInterval(nudging)
    }
  }

  async #exchange(request: RawRequest): Promise<RawAnswer> {
    const limit = patient(ANSWER_MS)
    const answer = await this.#pool.request({ ...request, headersTimeout: limit, bodyTimeout: limit })
    const body = Buffer.from(await answer.body.arrayBuffer())
    return { status: answer.statusCode, headers: answer.headers, body }
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
    await this.#pool.destroy()
  }
}

function asJson(method: Method, path: string, body?: unknown): RawRequest {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  return { method, path, headers, body: body === undefined ? null : JSON.stringify(body) }
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
