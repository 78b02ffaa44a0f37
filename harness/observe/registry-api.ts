// The Schema Registry through its REST interface, answers parsed.
import { z } from 'zod'
import { OWN_AGENT } from '#harness/clients/own-agent.ts'
import { rest } from '#harness/clients/rest.ts'

const ErrorBody = z.object({ error_code: z.number(), message: z.string() })
const Registered = z.object({ subject: z.string(), version: z.number(), id: z.number(), schema: z.string() })

export interface RegistryAnswer {
  status: number
  errorCode: number | undefined
  body: unknown
}

export class RegistryApi {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async call(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<RegistryAnswer> {
    const { status, text } = await rest(`${this.#url}${path}`, {
      method,
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json', 'user-agent': OWN_AGENT },
      body: body === undefined ? undefined : JSON.stringify(body),
      // Registering the same schema again gives the same version.
      repeatable: true,
    })
    // No request of ours is wrong in itself: this is the lab's fault, never the submission's.
    if (status >= 500) throw new Error(`the registry answers ${status} to ${method} ${path}: ${text}`)
    const parsed: unknown = text === '' ? undefined : JSON.parse(text)
    const error = ErrorBody.safeParse(parsed)
    return {
      status,
      errorCode: error.success ? error.data.error_code : undefined,
      body: parsed,
    }
  }

  async subjects(): Promise<string[]> {
    return z.array(z.string()).parse((await this.call('GET', '/subjects')).body)
  }

  /** Version numbers of a subject, empty where there is no such subject. */
  async versions(subject: string): Promise<number[]> {
    const answer = await this.call('GET', `/subjects/${encodeURIComponent(subject)}/versions`)
    return answer.status === 404 ? [] : z.array(z.number()).parse(answer.body)
  }

  async version(subject: string, version: number): Promise<z.infer<typeof Registered> | undefined> {
    const answer = await this.call('GET', `/subjects/${encodeURIComponent(subject)}/versions/${version}`)
    return answer.status === 404 ? undefined : Registered.parse(answer.body)
  }

  /** Registers an Avro schema; see the answer's status for whether that worked. */
  register(subject: string, schema: unknown): Promise<RegistryAnswer> {
    return this.call('POST', `/subjects/${encodeURIComponent(subject)}/versions`, {
      schema: JSON.stringify(schema),
    })
  }
}
