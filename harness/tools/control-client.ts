// The stand-in's side of the control server. Plain node:http, since every `docker` of a submission pays for what is loaded.
import { request } from 'node:http'
import { z } from 'zod'
import { CommandFailed } from './docker/command-failed.ts'
import { type BrokerAction, LabState, Outcome, Refused } from './lab-state.ts'

export class ControlClient {
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  state(): Promise<LabState> {
    return this.#ask('GET', 'state', LabState)
  }

  broker(id: number, action: BrokerAction): Promise<Outcome> {
    return this.#ask('POST', `brokers/${id}/${action}`, Outcome)
  }

  scaleConnect(count: number): Promise<Outcome> {
    return this.#ask('POST', `connect/scale/${count}`, Outcome)
  }

  async log(kind: 'brokers' | 'workers', number: number): Promise<string> {
    return (await this.#ask('GET', `${kind}/${number}/log`, z.object({ log: z.string() }))).log
  }

  async #ask<T>(method: string, route: string, schema: z.ZodType<T>): Promise<T> {
    const { status, text } = await this.#exchange(method, route)
    const body: unknown = JSON.parse(text)
    if (status === 200) return schema.parse(body)
    throw new CommandFailed(`Error response from daemon: ${Refused.parse(body).message}`)
  }

  #exchange(method: string, route: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const lost = (error: Error): void =>
        reject(
          new CommandFailed(
            `Cannot connect to the lab: ${error.message}. This \`docker\` is the grader's stand-in and works while a grade runs.`,
          ),
        )
      const asking = request(`${this.#url}/${route}`, { method, agent: false }, response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('error', lost)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
      asking.on('error', lost)
      asking.end()
    })
  }
}
