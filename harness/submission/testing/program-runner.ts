// Runs programs for tests, as a grade does but without a lab.
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startKeeper } from '#harness/host/keeper.ts'
import { withArchives } from '#harness/lab/embedded/archives.ts'
import { prepareRuntime, type Runtime } from '#harness/runtime/runtime.ts'
import { openSubmission } from '../open-submission.ts'
import type { Ended } from '../run-program.ts'
import { type StartOptions, Workspace } from '../workspace.ts'

export interface Ran {
  out: string
  err: string
  end: Ended
}

export class ProgramRunner implements AsyncDisposable {
  readonly folder: string
  readonly runtime: Runtime
  readonly #keeper = startKeeper()
  #workspace: Workspace | undefined

  private constructor(folder: string, runtime: Runtime) {
    this.folder = folder
    this.runtime = runtime
  }

  /** @param change of the runtime, where a test needs another */
  static async open(change: (runtime: Runtime) => Runtime = same => same): Promise<ProgramRunner> {
    const runtime = await withArchives(await prepareRuntime(() => {}), () => {})
    return new ProgramRunner(await mkdtemp(path.join(os.tmpdir(), 'day2-programs-')), change(runtime))
  }

  /** A new work area with these files of exercise 3; `../x` stands beside it, names without a dot get the run bit. */
  async submit(files: Record<string, string | Buffer>): Promise<Workspace> {
    await this.#workspace?.close()
    const root = path.join(this.folder, 'Übung 3')
    await rm(root, { recursive: true, force: true })
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(root, '03-word-count', name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, content)
      if (!path.basename(name).includes('.')) await chmod(file, 0o755)
    }
    const submission = await openSubmission(root, { scratch: path.join(this.folder, 'scratch') })
    this.#workspace = await Workspace.open({
      submission,
      exercise: '03-word-count',
      runtime: this.runtime,
      keeper: this.#keeper,
      tools: path.join(this.folder, 'tools'),
      variables: { BOOTSTRAP_SERVERS: 'b:1' },
      timeZone: 'Asia/Kathmandu',
    })
    return this.#workspace
  }

  /** Starts `app` of the last submission and waits for its end. */
  async start(options: StartOptions & { input?: string } = {}): Promise<Ran> {
    if (!this.#workspace) throw new Error('nothing was submitted')
    const { input, ...rest } = options
    const program = await this.#workspace.start('app', rest)
    if (input) await program.write(input)
    program.closeInput()
    const end = await program.wait(120_000)
    return { out: program.stdout, err: program.stderr, end }
  }

  async run(
    files: Record<string, string | Buffer>,
    options: StartOptions & { input?: string } = {},
  ): Promise<Ran> {
    await this.submit(files)
    return this.start(options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#workspace?.close()
    this.#keeper.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}
