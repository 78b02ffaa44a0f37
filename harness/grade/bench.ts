// The work bench: one lab, opened when the first exercise needs it and put back in order before each, and on it one workspace
// after another. A whole class can be graded on one bench.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Check, Exercise } from '#harness/exercise/exercise.ts'
import { Random } from '#harness/exercise/random.ts'
import { declaredChecks, type Judged, runExercise } from '#harness/exercise/run-exercise.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { HERE } from '#harness/host/place.ts'
import { UserError } from '#harness/host/user-error.ts'
import { hasNoJdk } from '#harness/lab/containers/no-jdk.ts'
import { type Lab, LabFault } from '#harness/lab/lab.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { Workspace } from '#harness/submission/workspace.ts'
import { startControlServer } from '#harness/tools/control-server.ts'
import { makeToolsFolder } from '#harness/tools/tools-folder.ts'
import type { Waiting } from './waiting-line.ts'

export interface BenchOptions {
  runtime: Runtime
  seed: string
  open: () => Promise<Lab>
}

export interface ExerciseEvents {
  onBegin?: (check: Check) => void
  onCheck: (judged: Judged) => void
  onNote?: (note: string) => void
  /** Told now and then while a check waits. */
  onWaiting?: (waiting: Waiting) => void
  /** Aborted when the grade is to end: what is judged after that is of no use. */
  signal?: AbortSignal
}

interface Ready {
  lab: Lab
  tools: string
  control: { close(): Promise<void> }
}

/** Zones that are never UTC and whose offset is never whole hours: a program that takes local time for UTC is found out. */
const TIME_ZONES = [
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Darwin',
  'Asia/Yangon',
  'Asia/Kabul',
  'Australia/Adelaide',
]

export class Bench {
  readonly phases: Record<string, number> = {}
  readonly #options: BenchOptions
  readonly #keeper = startKeeper()
  readonly #tmpBefore = readdir('/tmp').then(
    names => new Set(names),
    () => new Set<string>(),
  )
  #ready: Promise<Ready> | undefined
  #used = false
  #closed: Promise<void> | undefined

  constructor(options: BenchOptions) {
    this.#options = options
    // The lab comes up while the submission is being read.
    this.#ready = this.#open()
    this.#ready.catch(() => {})
  }

  /** Runs one exercise; a lab that fails makes its remaining checks harness errors. */
  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed = this.#options.seed,
  ): Promise<void> {
    const open = new Map(declaredChecks(exercise).map(check => [check.id, check]))
    const onCheck = (judged: Judged): void => {
      open.delete(judged.id)
      events.onCheck(judged)
    }
    try {
      await this.#run(exercise, submission, { ...events, onCheck }, seed)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      const message = error instanceof UserError ? words : `the lab is at fault: ${words}`
      const log =
        error instanceof LabFault && error.log ? error.log : error instanceof Error ? (error.stack ?? '') : ''
      let evidence = [{ at: new Date().toISOString(), source: 'grader', text: log }]
      for (const { id, title, points } of open.values()) {
        events.onCheck({
          id,
          title,
          maxPoints: points,
          status: 'harness-error',
          durationMs: 0,
          message,
          evidence,
        })
        // Once is enough.
        evidence = []
      }
      // The next exercise gets a new lab, unless this one did nothing wrong.
      if (!(error instanceof UserError)) await this.#discard()
    }
  }

  /** The folder is to go should this process be killed. */
  watchFolder(folder: string): void {
    this.#keeper.watchFolder(folder)
  }

  async close(): Promise<void> {
    this.#closed ??= this.#discard().then(() => this.#keeper.close())
    await this.#closed
  }

  async #run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed: string,
  ): Promise<void> {
    this.#ready ??= this.#open()
    const { lab, tools } = await this.#ready
    if (this.#used) {
      const started = performance.now()
      await lab.reset()
      this.#count('reset', performance.now() - started)
    }
    this.#used = true
    const random = new Random(`${seed}/${exercise.id}`)
    const privateTmp = HERE.tmp === 'private'
    const variables: Record<string, string> = {}
    const workspace = await Workspace.open({
      submission,
      exercise: exercise.id,
      runtime: this.#options.runtime,
      keeper: this.#keeper,
      tools,
      variables,
      timeZone: random.fork('time zone').pick(TIME_ZONES),
    })
    // Workers that do not see this machine's files get theirs in a folder that both sides see, maybe by another path.
    const { shared } = lab
    const inputs = shared
      ? { file: path.join(shared.here, 'input.txt'), dir: path.join(shared.here, 'input') }
      : { file: privateTmp ? '/tmp/input.txt' : workspace.path('input.txt'), dir: workspace.path('input') }
    Object.assign(variables, {
      BOOTSTRAP_SERVERS: lab.bootstrapServers,
      SCHEMA_REGISTRY_URL: lab.registryUrl,
      CONNECT_URL: lab.connect.url,
      INPUT_FILE: shared ? path.posix.join(shared.inWorkers, 'input.txt') : inputs.file,
      INPUT_DIR: shared ? path.posix.join(shared.inWorkers, 'input') : inputs.dir,
    })
    await mkdir(inputs.dir, { recursive: true })
    await writeFile(inputs.file, '')
    for (const note of workspace.notes) events.onNote?.(note)
    const started = performance.now()
    try {
      if (hasNoJdk(this.#options.runtime)) await requireNoJava(workspace.folder)
      await runExercise({ exercise, lab, workspace, random, inputs, ...events })
    } finally {
      this.#count(exercise.id, performance.now() - started)
      await workspace.close()
      await rm(inputs.file, { force: true })
      if (shared) await rm(inputs.dir, { recursive: true, force: true })
      if (privateTmp) await this.#clearTmp()
    }
  }

  async #open(): Promise<Ready> {
    const lab = await this.#options.open()
    for (const [phase, ms] of Object.entries(lab.phases)) this.#count(phase, ms)
    const tools = await mkdtemp(path.join(os.tmpdir(), 'day2-tools-'))
    this.#keeper.watchFolder(tools)
    const control = await startControlServer(lab)
    const { runtime } = this.#options
    await makeToolsFolder({
      folder: tools,
      runtime,
      nodeExecutable: process.execPath,
      controlUrl: control.url,
    })
    return { lab, tools, control }
  }

  /**
   * Programs leave things in /tmp by its name (Kafka Streams does so by default); the next exercise must not find them. Only
   * what has come since the start goes: folders from outside that are mounted below /tmp were there then.
   */
  async #clearTmp(): Promise<void> {
    const before = await this.#tmpBefore
    const names = (await readdir('/tmp')).filter(name => !before.has(name) && !name.startsWith('day2-'))
    await Promise.all(names.map(name => rm(path.join('/tmp', name), { recursive: true, force: true })))
  }

  async #discard(): Promise<void> {
    const ready = await this.#ready?.catch(() => undefined)
    this.#ready = undefined
    this.#used = false
    if (!ready) return
    await ready.control.close()
    await ready.lab.close()
    await rm(ready.tools, { recursive: true, force: true })
  }

  #count(phase: string, ms: number): void {
    this.phases[phase] = Math.round((this.phases[phase] ?? 0) + ms)
  }
}

/** @throws UserError that names the programs which only a JDK could run */
async function requireNoJava(folder: string): Promise<void> {
  const java = (await readdir(folder)).filter(name => /\.(java|jar)$/.test(name))
  if (java.length === 0) return
  throw new UserError(
    `${java.join(', ')} cannot be run: this machine has no JDK 21 or newer (with Maven), and the lab's containers have no compiler`,
  )
}
