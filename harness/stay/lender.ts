// The process that keeps labs: it opens lanes, lends each to one connection at a time, and ends when there is no reason to go on. It
// ends with `down`, a signal, its checkout, its socket (which the system removes at logout), or after a while without work.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import path from 'node:path'
import { startOf } from '#harness/host/process-start.ts'
import { PROJECT } from '#harness/host/project.ts'
import { type LaneSettings, messageIn } from '#harness/lane/protocol.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { linesOver } from './connection.ts'
import { differences, fitHere, identityOf } from './fit.ts'
import { LentLane } from './lent-lane.ts'
import { type FromLender, type Holder, type LendSettings, ToLender } from './protocol.ts'
import type { StayFolder } from './shelf.ts'
import { writeState } from './state.ts'

/** How often it is looked whether there is still a reason to go on, in milliseconds. */
const LOOK_MS = 1000
/** As many labs in a row that do not come up: the next one would not, either. */
const UNOPENED = 3

export class Lender {
  readonly #settings: LendSettings
  readonly #folder: StayFolder
  readonly #lanes: LentLane[]
  readonly #server: Server
  readonly #connections = new Set<Socket>()
  /** Lanes whose holder has gone, until what it left has ended. */
  readonly #returning = new Map<LentLane, Promise<void>>()
  readonly #end = Promise.withResolvers<string>()
  /** Opening the labs is no idleness, however long it takes. */
  #idleSince = Number.POSITIVE_INFINITY
  #closing = false
  /** Labs in a row that did not come up. */
  #unopened = 0
  /** Which one it is, once it is listened at. */
  #socket: string | undefined

  /** The folder is there, and nobody else listens in it. */
  constructor(settings: LendSettings, folder: StayFolder) {
    this.#settings = settings
    this.#folder = folder
    for (const name of readdirSync(folder.inbox))
      rmSync(path.join(folder.inbox, name), { recursive: true, force: true })
    this.#server = createServer(socket => this.#serve(socket))
    this.#lanes = Array.from({ length: settings.labs }, () => this.#openLane())
  }

  /**
   * Opens the labs and says so in the state file.
   *
   * @throws Error where a lab does not open, or the checkout changed meanwhile
   */
  async open(runtime: Runtime): Promise<void> {
    const fits = await fitHere(runtime)
    const ups = await Promise.all(this.#lanes.map(({ up }) => up))
    const changed = differences(fits, await fitHere(runtime))
    if (changed.length > 0) throw new Error(`${changed.join(', ')}: changed while the lab was opened`)
    await new Promise<void>((resolve, reject) => {
      this.#server.on('error', reject)
      this.#server.listen(this.#folder.socket, resolve)
    })
    this.#socket = identityOf(this.#folder.socket)
    writeState(this.#folder.state, {
      schema: 1,
      pid: process.pid,
      started: startOf(process.pid) ?? '',
      since: new Date().toISOString(),
      labs: this.#settings.labs,
      idleMs: this.#settings.idleMs,
      isolation: this.#settings.isolation,
      why: ups[0]?.why ?? {},
      addresses: ups.map(({ addresses }) => addresses),
      fits,
    })
    this.#idleSince = performance.now()
  }

  /** Resolves with the reason, once there is one to end. */
  async reasonToEnd(): Promise<string> {
    const project = identityOf(PROJECT)
    const timer = setInterval(() => {
      const { idleMs } = this.#settings
      if (this.#lanes.some(({ holder }) => holder)) this.#idleSince = performance.now()
      if (performance.now() - this.#idleSince > idleMs)
        this.end(`nobody has used it for ${idleMs / 60_000} minutes`)
      else if (identityOf(PROJECT) !== project || !existsSync(path.join(PROJECT, 'harness/cli.ts')))
        this.end('its checkout is gone')
      else if (this.#socket !== undefined && identityOf(this.#folder.socket) !== this.#socket)
        this.end('its socket is gone')
    }, LOOK_MS)
    try {
      return await this.#end.promise
    } finally {
      clearInterval(timer)
    }
  }

  /** Asks it to end. */
  end(reason: string): void {
    this.#end.resolve(reason)
  }

  /** Whoever has a lab loses it. */
  async close(): Promise<void> {
    this.#closing = true
    this.#server.close()
    // What is left of a state file tells nobody anything once the process is gone; so it goes first.
    rmSync(this.#folder.state, { force: true })
    await Promise.all(this.#lanes.map(lane => lane.close()))
    for (const socket of this.#connections) socket.destroy()
  }

  #openLane(): LentLane {
    const { isolation } = this.#settings
    const settings: LaneSettings = { seed: '', isolation, reports: this.#folder.inbox }
    const lane = new LentLane(settings, [this.#folder.path])
    void lane.ended.then(how => this.#lost(lane, how))
    return lane
  }

  /** It is replaced, unless so many in a row do not even come up, or the first one does not. */
  #lost(lane: LentLane, how: string): void {
    const place = this.#lanes.indexOf(lane)
    if (place < 0 || this.#closing) return
    const replace = (why: string): void => {
      process.stderr.write(`a lab ${why} and is replaced\n`)
      this.#lanes[place] = this.#openLane()
    }
    lane.up.then(
      () => {
        this.#unopened = 0
        replace(`ended (${how})`)
      },
      (error: Error) => {
        this.#unopened += 1
        if (this.#socket === undefined || this.#unopened >= UNOPENED)
          this.end(`a lab could not be opened: ${error.message}`)
        else replace(`could not be opened (${error.message})`)
      },
    )
  }

  #serve(socket: Socket): void {
    this.#connections.add(socket)
    const lines = linesOver(socket)
    const say = (what: FromLender): void => lines.send(what)
    const holders = (): Holder[] => this.#lanes.flatMap(({ holder }) => holder ?? [])
    let lane: LentLane | undefined
    let closed = false
    const giveBack = (): void => {
      if (lane) this.#takeBack(lane)
      lane = undefined
    }
    lines.onLine(async line => {
      if (lane) return lane.pass(line)
      const asked = messageIn(line, ToLender)
      if (asked === undefined) return void socket.destroy()
      if ('end' in asked) {
        say({ ending: true })
        return this.end('it was ended')
      }
      if ('who' in asked) return say({ busy: holders() })
      const holder = { ...asked.lease, since: new Date().toISOString() }
      const lent = await this.#lend(holder, each => lines.sendLine(each))
      if (!lent) return say({ busy: holders() })
      lane = lent
      if (closed) return giveBack()
      void lent.ended.then(how => {
        if (lane !== lent) return
        say({ lost: how })
        lines.close()
      })
      const { pid } = lent
      say({ granted: pid === undefined ? {} : { pid } })
    })
    void lines.closed.then(() => {
      closed = true
      this.#connections.delete(socket)
      giveBack()
    })
  }

  /** A lane that is free, or soon will be because whoever had it has gone; undefined where all are in use. */
  async #lend(holder: Holder, listener: (line: string) => void): Promise<LentLane | undefined> {
    for (;;) {
      const free = this.#lanes.find(lane => lane.holder === undefined)
      free?.lend(holder, listener)
      if (free || this.#returning.size === 0) return free
      await Promise.race(this.#returning.values())
    }
  }

  #takeBack(lane: LentLane): void {
    const back = async (): Promise<void> => {
      if (!(await lane.takeBack())) await lane.close()
      this.#returning.delete(lane)
    }
    this.#returning.set(lane, back())
  }
}
