// The labs of a command that goes on for a while: those that stay, where they fit and are free, else some of its own, which end with it.
import type { ChildProcess } from 'node:child_process'
import { labsInWords } from './find.ts'
import type { LendSettings } from './protocol.ts'
import { type StayFolder, stayFolder } from './shelf.ts'
import { startLender } from './start-lender.ts'
import { type Use, type Used, useStaying } from './use.ts'

/** Never idle: they end with this process. */
const IDLE_MS = 24 * 3600_000

export class OwnLabs {
  readonly #settings: LendSettings
  readonly #folder: StayFolder
  readonly #tell: (line: string) => void
  #lender: ChildProcess | undefined

  /** @param command what they are for, such as `watch` */
  constructor(
    command: string,
    { labs, isolation }: Pick<LendSettings, 'labs' | 'isolation'>,
    tell: (line: string) => void,
  ) {
    const name = `${command}-${process.pid}`
    this.#settings = { name, labs, isolation, idleMs: IDLE_MS, tied: true }
    this.#folder = stayFolder(name)
    this.#tell = tell
  }

  /** Those that stay, or its own, which are opened where they are not there or fit no more. */
  async use(use: Omit<Use, 'tell'>): Promise<Used & { folder: StayFolder }> {
    const own = (): Promise<Used | undefined> => useStaying({ ...use, tell: () => {} }, this.#folder)
    let used = this.#lender ? await own() : undefined
    if (used) return { ...used, folder: this.#folder }
    await this.close()
    const staying = await useStaying({ ...use, tell: this.#tell })
    if (staying) return { ...staying, folder: stayFolder() }
    this.#tell(`Opens ${labsInWords(this.#settings.labs)} (npx day2 up opens one that stays).`)
    this.#lender = await startLender(this.#folder, this.#settings)
    used = await own()
    if (!used) throw new Error('the lab that has just been opened is not to be had')
    return { ...used, folder: this.#folder }
  }

  /** Resolves when they have ended. */
  async close(): Promise<void> {
    const lender = this.#lender
    this.#lender = undefined
    if (!lender || lender.exitCode !== null || lender.signalCode !== null) return
    const ended = new Promise(resolve => lender.once('exit', resolve))
    lender.ref()
    lender.kill('SIGTERM')
    await ended
  }
}
