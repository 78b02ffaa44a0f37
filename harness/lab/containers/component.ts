// One component of the lab in a container: its life cycle through the engine, its unexpected end told apart from ours.
import { buffer } from 'node:stream/consumers'
import type Dockerode from 'dockerode'
import { poll, Unrecoverable } from '#harness/host/poll.ts'
import { type ComponentState, LabFault } from '../lab.ts'
import { LabContainer, type LabContainerSpec } from './lab-container.ts'
import { isPortTaken } from './ports.ts'

export class Component {
  readonly name: string
  readonly #docker: Dockerode
  readonly #spec: LabContainerSpec | undefined
  #container: Dockerode.Container | undefined
  #state: ComponentState = 'stopped'
  /** Counts starts, so that the end of an earlier life is not taken for that of the present one. */
  #life = 0

  /** @param given what the container is to be made of, or one that is there already */
  constructor(name: string, docker: Dockerode, given: LabContainerSpec | Dockerode.Container) {
    this.name = name
    this.#docker = docker
    if ('image' in given) this.#spec = given
    else this.#container = given
  }

  /** Takes a container as it is found. */
  async adopt(): Promise<void> {
    const found = await this.#container?.inspect()
    if (!this.#container || !found?.State.Running) return
    this.#state = 'running'
    this.#watch(this.#container, ++this.#life)
  }

  get state(): ComponentState {
    return this.#state
  }

  /** Starts the container, made at its first start, without waiting for what runs in it. */
  async launch(): Promise<void> {
    if (this.#state === 'running') throw new LabFault(`${this.name} runs already`)
    this.#state = 'starting'
    try {
      if (this.#container) await this.#ask(this.#container.start(), 'start')
      else if (this.#spec) this.#container = await new LabContainer(this.#spec).launch(this.#docker)
    } catch (error) {
      this.#state = 'dead'
      if (error instanceof LabFault || isPortTaken(error)) throw error
      throw new LabFault(`${this.name} could not be started: ${words(error)}`, { cause: error })
    }
    this.#state = 'running'
    if (this.#container) this.#watch(this.#container, ++this.#life)
  }

  /** Waits until `ready` answers true; an exit on the way or the deadline is a {@link LabFault} with the log's end. */
  async untilReady(ready: () => Promise<boolean>, deadlineMs: number): Promise<void> {
    const probe = (): Promise<boolean> => {
      if (this.#state !== 'running')
        throw new Unrecoverable(new LabFault(`${this.name} ended while it was starting`))
      return ready()
    }
    try {
      await poll(`${this.name} to be ready`, probe, { deadlineMs, everyMs: 100 })
    } catch (error) {
      throw new LabFault(words(error), { cause: error, log: await this.logTail().catch(() => '') })
    }
  }

  /** SIGTERM, and SIGKILL when it has not ended `graceMs` later. */
  async stop(graceMs = 20_000): Promise<void> {
    if (this.#state !== 'running') return this.#settle()
    this.#expectEnd()
    await this.#ask(this.#container?.stop({ t: Math.ceil(graceMs / 1000) }), 'stop')
  }

  async kill(): Promise<void> {
    if (this.#state !== 'running') return this.#settle()
    this.#expectEnd()
    await this.#ask(this.#container?.kill(), 'kill')
    await this.#ask(this.#container?.wait(), 'wait for the end of')
  }

  async logTail(lines = 40): Promise<string> {
    const raw = await this.#container?.logs({ stdout: true, stderr: true, tail: lines, follow: false })
    return raw ? demultiplexed(Buffer.from(raw as unknown as Uint8Array)).trimEnd() : ''
  }

  /** A file of the container as a tar archive, also while it is stopped; empty where there is no such file. */
  async archive(file: string): Promise<Buffer> {
    if (!this.#container) return Buffer.alloc(0)
    try {
      return await buffer(await this.#container.getArchive({ path: file }))
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) return Buffer.alloc(0)
      throw new LabFault(`${file} of ${this.name} could not be read: ${words(error)}`, { cause: error })
    }
  }

  /** Asks the engine whether this still runs, where it should: a broken connection tells nothing by itself. */
  async fault(): Promise<LabFault | undefined> {
    if (this.#state === 'dead') return new LabFault(`${this.name} ended by itself`)
    if (this.#state !== 'running' || !this.#container) return undefined
    const life = this.#life
    try {
      const { State } = await this.#container.inspect()
      if (State.Running || this.#life !== life) return undefined
      this.#state = 'dead'
      return new LabFault(`${this.name} ended by itself (exit code ${State.ExitCode})`, {
        log: await this.logTail(),
      })
    } catch (error) {
      return new LabFault(`the container engine no longer answers: ${words(error)}`, { cause: error })
    }
  }

  /** Runs a command inside. @returns its exit code */
  async run(command: string[]): Promise<number> {
    if (!this.#container) throw new LabFault(`${this.name} has not been started`)
    const exec = await this.#container.exec({ Cmd: command, AttachStdout: true, AttachStderr: true })
    await buffer(await exec.start({}))
    return (await exec.inspect()).ExitCode ?? -1
  }

  #settle(): void {
    if (this.#state === 'dead') this.#state = 'stopped'
  }

  #expectEnd(): void {
    this.#life++
    this.#state = 'stopped'
  }

  /** The engine answers this request when the container has ended; one that breaks off is an engine that went away. */
  #watch(container: Dockerode.Container, life: number): void {
    const ended = (): void => {
      if (this.#life === life) this.#state = 'dead'
    }
    container.wait().then(ended, ended)
  }

  async #ask<T>(request: Promise<T> | undefined, what: string): Promise<void> {
    try {
      await request
    } catch (error) {
      // 304: it is so already; 409 on a kill: it has ended by itself in between.
      const status = (error as { statusCode?: number }).statusCode
      if (status === 304 || (status === 409 && what === 'kill')) return
      throw new LabFault(`the container engine did not ${what} ${this.name}: ${words(error)}`, {
        cause: error,
      })
    }
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Without a terminal the engine sends both streams in one, in frames: kind, three zeros, length, text. */
function demultiplexed(raw: Buffer): string {
  const parts: Buffer[] = []
  let at = 0
  while (at + 8 <= raw.length) {
    const length = raw.readUInt32BE(at + 4)
    parts.push(raw.subarray(at + 8, at + 8 + length))
    at += 8 + length
  }
  return Buffer.concat(parts).toString('utf8')
}
