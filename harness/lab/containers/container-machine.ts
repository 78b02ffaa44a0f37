// A component's container: its life cycle through the engine.
import { PassThrough, Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import type Dockerode from 'dockerode'
import { Component, type Life, type Machine } from '../component.ts'
import { LabFault } from '../lab.ts'
import type { LogSource } from '../request-log.ts'
import { LabContainer, type LabContainerSpec } from './lab-container.ts'
import { firstFile } from './tar-text.ts'

export class ContainerMachine implements Machine {
  readonly #name: string
  readonly #docker: Dockerode
  readonly #spec: LabContainerSpec | undefined
  #container: Dockerode.Container | undefined
  /** In seconds since 1970, as the engine counts. */
  #launchedAt = 0

  /**
   * @param name as a sentence has it: "broker 2"
   * @param given what the container is to be made of, or one that is there already
   */
  constructor(name: string, docker: Dockerode, given: LabContainerSpec | Dockerode.Container) {
    this.#name = name
    this.#docker = docker
    if ('image' in given) this.#spec = given
    else this.#container = given
  }

  /** Starts the container, made at its first start. */
  async launch(): Promise<Life> {
    this.#launchedAt = Math.floor(Date.now() / 1000)
    if (this.#container) await ask(this.#container.start(), `start ${this.#name}`)
    else if (this.#spec) this.#container = await new LabContainer(this.#spec).launch(this.#docker)
    return new ContainerLife(this.#name, this.#there())
  }

  /** The life of a container as it is found; undefined where it does not run. */
  async found(): Promise<Life | undefined> {
    const container = this.#there()
    const { State } = await container.inspect()
    return State.Running ? new ContainerLife(this.#name, container) : undefined
  }

  async logTail(lines: number): Promise<string> {
    return this.#logs({ tail: lines })
  }

  async logOfLife(): Promise<string> {
    return this.#logs({ since: this.#launchedAt })
  }

  async markLog(): ReturnType<Machine['markLog']> {
    const since = Math.floor(Date.now() / 1000)
    // The engine cuts by lines and by time alone.
    return async mostBytes =>
      Buffer.from(await this.#logs({ since }))
        .subarray(-mostBytes)
        .toString()
  }

  /** A file of the container, as something to read on in; also while it is stopped. */
  file(path: string): LogSource {
    const from = async (offset: number): Promise<Buffer> =>
      firstFile(await this.#archive(path)).subarray(offset)
    return { from, size: async () => (await this.#sizeOf(path)) ?? (await from(0)).length }
  }

  /** Runs a command inside. @returns its exit code */
  async run(command: string[]): Promise<number> {
    const exec = await this.#there().exec({ Cmd: command, AttachStdout: true, AttachStderr: true })
    await buffer(await exec.start({}))
    return (await exec.inspect()).ExitCode ?? -1
  }

  /** A tar archive; empty where there is no such file. */
  async #archive(path: string): Promise<Buffer> {
    if (!this.#container) return Buffer.alloc(0)
    try {
      return await buffer(await this.#container.getArchive({ path }))
    } catch (error) {
      if (statusOf(error) === 404) return Buffer.alloc(0)
      throw new LabFault(`${path} of ${this.#name} could not be read: ${words(error)}`, { cause: error })
    }
  }

  /** As the engine tells it without handing the file over; undefined where it does not. */
  async #sizeOf(path: string): Promise<number | undefined> {
    if (!this.#container) return 0
    try {
      const answer: unknown = await this.#container.infoArchive({ path })
      const headers = (answer as { headers?: Record<string, unknown> }).headers ?? {}
      const told = String(headers['x-docker-container-path-stat'] ?? '')
      const { size } = JSON.parse(Buffer.from(told, 'base64').toString()) as { size?: unknown }
      return typeof size === 'number' ? size : undefined
    } catch (error) {
      return statusOf(error) === 404 ? 0 : undefined
    }
  }

  async #logs(which: { tail?: number; since?: number }): Promise<string> {
    if (!this.#container) return ''
    const raw = await this.#container.logs({ stdout: true, stderr: true, follow: false, ...which })
    // Without a terminal the engine sends both streams in one, in frames.
    const frames = Readable.from([Buffer.from(raw as unknown as Uint8Array)])
    const both = new PassThrough()
    this.#docker.modem.demuxStream(frames, both, both)
    frames.once('end', () => both.end())
    return (await text(both)).trimEnd()
  }

  #there(): Dockerode.Container {
    if (!this.#container) throw new LabFault(`${this.#name} has not been started`)
    return this.#container
  }
}

class ContainerLife implements Life {
  readonly ended: Promise<string>
  readonly #name: string
  readonly #container: Dockerode.Container

  constructor(name: string, container: Dockerode.Container) {
    this.#name = name
    this.#container = container
    // The engine answers when the container has ended; an answer that breaks off is an engine that went away.
    this.ended = container.wait().then(
      ({ StatusCode }: { StatusCode: number }) => `exit code ${StatusCode}`,
      error => `the container engine no longer answers: ${words(error)}`,
    )
  }

  async stop(graceMs: number): Promise<void> {
    await ask(this.#container.stop({ t: Math.ceil(graceMs / 1000) }), `stop ${this.#name}`)
  }

  async kill(): Promise<void> {
    // It has ended by itself in between (409), or a lab that is being closed has taken it away already (404).
    await ask(this.#container.kill(), `kill ${this.#name}`, 409, 404)
    await ask(this.#container.wait(), `wait for the end of ${this.#name}`, 404)
  }

  /** Where a connection broke, the end told above says nothing by itself. */
  async look(): Promise<string | undefined> {
    try {
      const { State } = await this.#container.inspect()
      return State.Running ? undefined : `exit code ${State.ExitCode}`
    } catch (error) {
      throw new LabFault(`the container engine no longer answers: ${words(error)}`, { cause: error })
    }
  }
}

/** A component that runs already in a container. */
export async function adopted(
  docker: Dockerode,
  container: string,
  options: Pick<ConstructorParameters<typeof Component>[0], 'name' | 'ready' | 'deadlineMs'>,
): Promise<{ component: Component; machine: ContainerMachine }> {
  const machine = new ContainerMachine(options.name, docker, docker.getContainer(container))
  const component = new Component({ ...options, machine })
  const life = await machine.found()
  if (life) component.adopt(life)
  return { component, machine }
}

/** @param fine statuses that are as good as success, beside 304: it is so already */
async function ask(request: Promise<unknown>, what: string, ...fine: number[]): Promise<void> {
  try {
    await request
  } catch (error) {
    const status = statusOf(error)
    if (status === 304 || fine.includes(status ?? 0)) return
    throw new LabFault(`the container engine did not ${what}: ${words(error)}`, { cause: error })
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
