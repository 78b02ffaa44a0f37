// Kafka Connect through its REST interface, answers parsed.
import { z } from 'zod'
import { rest } from '#harness/clients/rest.ts'

const Status = z.object({
  name: z.string(),
  connector: z.object({ state: z.string(), worker_id: z.string(), trace: z.string().optional() }),
  tasks: z.array(
    z.object({ id: z.number(), state: z.string(), worker_id: z.string(), trace: z.string().optional() }),
  ),
})
export type ConnectorStatus = z.infer<typeof Status>

export class ConnectApi {
  readonly #url: () => string
  readonly #onStatus: (status: ConnectorStatus) => void

  constructor(url: () => string, onStatus: (status: ConnectorStatus) => void = () => {}) {
    this.#url = url
    this.#onStatus = onStatus
  }

  async connectors(): Promise<string[]> {
    return z.array(z.string()).parse(await this.#get('/connectors'))
  }

  /** Undefined where there is no such connector (or its status is not known yet). */
  async status(connector: string): Promise<ConnectorStatus | undefined> {
    const answer = await this.#get(`/connectors/${encodeURIComponent(connector)}/status`)
    if (answer === undefined) return undefined
    const status = Status.parse(answer)
    this.#onStatus(status)
    return status
  }

  async config(connector: string): Promise<Record<string, string> | undefined> {
    const answer = await this.#get(`/connectors/${encodeURIComponent(connector)}/config`)
    return answer === undefined ? undefined : z.record(z.string(), z.string()).parse(answer)
  }

  async pause(connector: string): Promise<void> {
    await this.#put(`/connectors/${encodeURIComponent(connector)}/pause`)
  }

  async resume(connector: string): Promise<void> {
    await this.#put(`/connectors/${encodeURIComponent(connector)}/resume`)
  }

  async #get(path: string): Promise<unknown> {
    const { status, text } = await rest(`${this.#url()}${path}`, { method: 'GET' })
    if (status === 404) return undefined
    if (status !== 200) throw new Error(`Connect answered ${status} to ${path}: ${text.slice(0, 300)}`)
    return JSON.parse(text)
  }

  async #put(path: string): Promise<void> {
    const { status, text } = await rest(`${this.#url()}${path}`, { method: 'PUT', repeatable: true })
    if (status >= 300) throw new Error(`Connect answered ${status} to ${path}: ${text.slice(0, 300)}`)
  }
}
