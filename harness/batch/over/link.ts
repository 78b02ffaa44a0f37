// The Java process beside a run over Kafka (KafkaLink.java), as promises.
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import readline from 'node:readline'
import { z } from 'zod'
import { UserError } from '#harness/host/user-error.ts'
import { type LinkRuntime, linkCommand } from './compiled-link.ts'

const Answer = z.looseObject({ id: z.number(), error: z.string().optional() })
const LinkEvent = z.union([
  z.object({
    event: z.literal('record'),
    topic: z.string(),
    key: z.string(),
    partition: z.number(),
    offset: z.number(),
    value: z.string(),
  }),
  z.object({ event: z.literal('lost'), topic: z.string(), why: z.string() }),
])
export type TopicRecord = Extract<z.infer<typeof LinkEvent>, { event: 'record' }>

export interface LinkOptions {
  runtime: LinkRuntime
  /** `host:port`, several with commas. */
  bootstrap: string
  /** Kafka's usual client properties: TLS, SASL. */
  config?: string
  onRecord?: (record: TopicRecord) => void
  /** What the clients log. */
  onLog: (line: string) => void
}

export class KafkaLink {
  readonly #child: ChildProcess
  readonly #asked = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>()
  /** Rejects when the connection is gone for good. */
  readonly gone: Promise<never>
  #fail: (error: Error) => void = () => {}
  #count = 0
  #ended: Error | undefined

  /**
   * The process is there at once; it answers when it is up.
   *
   * @throws UserError where the client properties cannot be read
   */
  static async open(options: LinkOptions): Promise<KafkaLink> {
    const { config } = options
    if (config !== undefined)
      await readFile(config).catch(error => {
        throw new UserError(
          `${config} cannot be read (${error.message}): --over-config takes a file with Kafka's client properties.`,
        )
      })
    return new KafkaLink(await linkCommand(options.runtime), options)
  }

  private constructor(
    [java, ...flags]: readonly [string, ...string[]],
    { bootstrap, config, onRecord, onLog }: LinkOptions,
  ) {
    this.gone = new Promise((_, reject) => {
      this.#fail = reject
    })
    this.gone.catch(() => {})
    const args = [...flags, bootstrap, ...(config === undefined ? [] : [config])]
    this.#child = spawn(java, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stdin?.on('error', () => {})
    this.#child.on('error', error => this.#end(error.message))
    this.#child.on('close', (code, signal) => this.#end(String(signal ?? `exit code ${code}`)))
    if (this.#child.stderr) readline.createInterface({ input: this.#child.stderr }).on('line', onLog)
    if (this.#child.stdout)
      readline.createInterface({ input: this.#child.stdout }).on('line', line => this.#read(line, onRecord))
  }

  /** @throws UserError with what the cluster says */
  async ask<S extends z.ZodType>(order: Record<string, unknown>, schema: S): Promise<z.infer<S>> {
    if (this.#ended) throw this.#ended
    const id = ++this.#count
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.#asked.set(id, { resolve, reject })
      this.#child.stdin?.write(`${JSON.stringify({ id, ...order })}\n`)
    })
    return schema.parse(answer)
  }

  async tell(order: Record<string, unknown>): Promise<void> {
    await this.ask(order, z.unknown())
  }

  get isGone(): boolean {
    return this.#ended !== undefined
  }

  close(): void {
    this.#child.stdin?.end()
    this.#child.kill('SIGKILL')
  }

  #read(line: string, onRecord: LinkOptions['onRecord']): void {
    let said: unknown
    try {
      said = JSON.parse(line)
    } catch {
      return
    }
    const event = LinkEvent.safeParse(said).data
    if (event?.event === 'record') onRecord?.(event)
    else if (event?.event === 'lost') this.#end(`reading ${event.topic} ended: ${event.why}`)
    if (event) return
    const answer = Answer.safeParse(said).data
    if (!answer) return
    const asked = this.#asked.get(answer.id)
    this.#asked.delete(answer.id)
    if (answer.error === undefined) asked?.resolve(said)
    else asked?.reject(new UserError(`Kafka says: ${answer.error}`))
  }

  #end(why: string): void {
    this.#ended ??= new UserError(`The connection to Kafka has ended: ${why}`)
    this.#fail(this.#ended)
    for (const { reject } of this.#asked.values()) reject(this.#ended)
    this.#asked.clear()
  }
}
