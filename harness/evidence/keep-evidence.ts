// Keeps what a person needs to understand an exercise later, without a lab: programs' output, inputs, topics, the lab's own logs. Like
// the record it only ever listens and reads, and whatever goes wrong in here changes no verdict.
import { rest } from '#harness/clients/rest.ts'
import { Wire } from '#harness/clients/wire.ts'
import { patient } from '#harness/host/patience.ts'
import type { ComponentLog, Lab } from '#harness/lab/lab.ts'
import { capped, cappedText } from '#harness/results/capped-text.ts'
import type { KeptFile } from '#harness/results/kept.ts'
import { printable } from '#harness/results/printable.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import { FileNames } from './file-name.ts'
import { KeptFolder } from './kept-folder.ts'
import { keepInputs } from './kept-inputs.ts'
import { KeptPrograms } from './kept-programs.ts'
import { keepTopics } from './kept-topics.ts'
import { shares } from './shares.ts'

const MIB = 2 ** 20
/** 20 MiB an exercise, lines about what was left out included. */
const ROOM = { programs: 6 * MIB, inputs: 2 * MIB, topics: 6 * MIB, logs: 5 * MIB }
/** On a machine of the usual speed. */
const TOPICS_MS = 20_000

interface EvidenceOptions {
  lab: Lab
  reports: string
  exercise: string
  /** Undefined where the workers of the lab see none. */
  inputs: { file: string; dir: string } | undefined
}

export class Evidence {
  readonly #options: EvidenceOptions
  readonly #programs = new KeptPrograms()
  readonly #logs: readonly ComponentLog[]
  readonly #before: ReadonlySet<string>

  private constructor(options: EvidenceOptions, logs: readonly ComponentLog[], before: ReadonlySet<string>) {
    this.#options = options
    this.#logs = logs
    this.#before = before
  }

  /** From here on. Topics that are there already are none of the exercise's. */
  static async begin(options: EvidenceOptions): Promise<Evidence> {
    const logs = await options.lab.markLogs().catch(() => [])
    return new Evidence(options, logs, new Set(await namesOfTopics(options.lab).catch(() => [])))
  }

  watch(program: RunningProgram): void {
    this.#programs.watch(program)
  }

  /**
   * Writes all of it; what cannot be had is told of in `notes` and left out.
   *
   * @throws Error where the folder cannot be made or written to
   */
  async save(): Promise<{ files: KeptFile[]; notes: string[] }> {
    const { lab, reports, exercise, inputs } = this.#options
    const folder = await KeptFolder.make(reports, exercise)
    const notes: string[] = []
    const attempt = async (what: string, act: () => Promise<void>): Promise<void> => {
      await act().catch(error => {
        notes.push(`${what} could not be kept: ${error instanceof Error ? error.message : error}`)
      })
    }
    await this.#programs.save(folder, ROOM.programs)
    if (inputs) await keepInputs(folder, inputs, ROOM.inputs)
    await attempt('topics', () => this.#topics(folder))
    await attempt('connectors', () => keepConnectors(folder, lab))
    await this.#keepLogs(folder)
    await folder.end()
    return { files: folder.files, notes }
  }

  async #topics(folder: KeptFolder): Promise<void> {
    const wire = new Wire(this.#options.lab.bootstrapServers)
    try {
      const topics = (await wire.metadata()).topics.filter(
        ({ name }) => !this.#before.has(name) && !name.startsWith('__'),
      )
      await keepTopics(folder, { wire, topics, room: ROOM.topics, deadlineMs: patient(TOPICS_MS) })
    } finally {
      await wire.close()
    }
  }

  async #keepLogs(folder: KeptFolder): Promise<void> {
    const names = new FileNames()
    const texts = await Promise.all(this.#logs.map(({ read }) => read(ROOM.logs).catch(() => '')))
    const given = shares(
      texts.map(text => Buffer.byteLength(text)),
      ROOM.logs,
    )
    for (const [index, { name }] of this.#logs.entries()) {
      const { text, leftOut } = capped(printable(texts[index] ?? ''), given[index] ?? 0)
      if (text === '') continue
      await folder.add(`logs/${names.of(name.replace(/^the /, ''), '.txt')}`, `log of ${name}`, text, leftOut)
    }
  }
}

async function namesOfTopics(lab: Lab): Promise<string[]> {
  const wire = new Wire(lab.bootstrapServers)
  try {
    return (await wire.metadata()).topics.map(({ name }) => name)
  } finally {
    await wire.close()
  }
}

/** Configuration and status, traces included, as Connect tells them. */
async function keepConnectors(folder: KeptFolder, lab: Lab): Promise<void> {
  const { status, text } = await rest(`${lab.connect.url}/connectors?expand=info&expand=status`, {
    method: 'GET',
  })
  if (status !== 200) throw new Error(`Connect answered ${status}`)
  if (text.trim() !== '{}')
    await folder.add(
      'connectors.json',
      'connectors, as Connect tells of them',
      cappedText(printable(text), MIB),
    )
}
