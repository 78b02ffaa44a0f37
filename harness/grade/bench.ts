// The work bench: one lab, opened when the first exercise needs it and put back in order after each, and on it one workspace
// after another. A whole class can be graded on one bench.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Waiting } from '#harness/exercise/check-context.ts'
import { evidenceOf } from '#harness/exercise/evidence-of.ts'
import type { Check, Exercise } from '#harness/exercise/exercise.ts'
import type { Judged } from '#harness/exercise/judge-check.ts'
import { Random } from '#harness/exercise/random.ts'
import { type RunExerciseOptions, runExercise } from '#harness/exercise/run-exercise.ts'
import { startKeeper } from '#harness/host/keeper.ts'
import { identity } from '#harness/host/launcher.ts'
import { HERE } from '#harness/host/place.ts'
import { UserError } from '#harness/host/user-error.ts'
import { hasNoJdk } from '#harness/lab/containers/no-jdk.ts'
import type { Lab } from '#harness/lab/lab.ts'
import type { Keep, KeptFile } from '#harness/results/kept.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import type { Runtime } from '#harness/runtime/runtime.ts'
import { type LabNetwork, openLabNetwork } from '#harness/sandbox/lab-network.ts'
import type { Isolation } from '#harness/sandbox/view.ts'
import type { Submission } from '#harness/submission/open-submission.ts'
import { machinePath, Workspace } from '#harness/submission/workspace.ts'
import { startControlServer } from '#harness/tools/control-server.ts'
import { makeToolsFolder } from '#harness/tools/tools-folder.ts'
import { clearFolder } from './clear-folder.ts'
import { confine } from './confine.ts'
import { CleanLab, type UsedLab } from './lab-turns.ts'

export interface BenchOptions {
  runtime: Runtime
  seed: string
  open: () => Promise<Lab>
  /** How far the programs of a submission are shut in; `none` where this process is not in namespaces of its own. */
  isolation: Isolation
  /** Where the reports go: programs must not find them. */
  reports: string
  /** It waits for work, maybe for long: there is always a lab, and one that broke meanwhile is replaced. */
  stays?: boolean
}

/** What of a bench's options may be another one for a single exercise. */
export type OrderPlace = Partial<Pick<BenchOptions, 'isolation' | 'reports'>>

/** What is done on a lab in order. */
export type Act = (at: Pick<RunExerciseOptions, 'lab' | 'workspace' | 'random' | 'inputs'>) => Promise<void>

interface Visit {
  id: string
  act: Act
}

export interface ExerciseEvents {
  onBegin?: (check: Check) => void
  onCheck: (judged: Judged) => void
  onNote?: (note: string) => void
  /** Told now and then while a check waits. */
  onWaiting?: (waiting: Waiting) => void
  /** Told what happened so far, after each check and at the end. */
  onTimeline?: (timeline: Timeline) => void
  /** Whether evidence is to be left in the folder of the reports. */
  keep?: Keep | undefined
  /** Told what has been kept. */
  onKept?: (files: KeptFile[]) => void
  /** Told that the exercise begins anew, and why: what has been told of it is void. */
  onAgain?: (why: string) => void
  /** Told how a lane ended under the exercise, in place of harness errors. */
  onLost?: (how: string) => void
  /** Aborted when the grade is to end: what is judged after that is of no use. */
  signal?: AbortSignal
  /** Probably nothing comes after it: the lab is put in order only when it is needed again. */
  last?: boolean
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
  /** The lab that there is, or that is being opened or put in order. */
  #next: Promise<CleanLab> | undefined
  /** Left by an exercise that was thought to be the last. */
  #left: { used: UsedLab; exercise: string } | undefined
  #inUse: UsedLab | undefined
  /** Why there is another lab than the exercise before had. */
  #replaced: string | undefined
  #closed: Promise<void> | undefined

  constructor(options: BenchOptions) {
    this.#options = options
    // The lab comes up while the submission is being read.
    this.#prepare(this.#open())
  }

  /**
   * The lab, once it is up: for whoever only wants to know about it.
   *
   * @throws the reason for which it does not open
   */
  async ready(): Promise<Lab> {
    this.#next ??= this.#open()
    return (await this.#next).lab
  }

  /** Runs one exercise; a lab that does not open, or fails under it, makes its remaining checks harness errors. */
  async run(
    exercise: Exercise,
    submission: Submission,
    events: ExerciseEvents,
    seed = this.#options.seed,
    place: OrderPlace = {},
  ): Promise<void> {
    const open = new Map(exercise.declare().map(check => [check.id, check]))
    const onCheck = (judged: Judged): void => {
      open.delete(judged.id)
      events.onCheck(judged)
    }
    try {
      const told = { ...events, onCheck }
      const keep = events.keep && { which: events.keep, reports: place.reports ?? this.#options.reports }
      const act: Act = at => runExercise({ exercise, ...at, ...told, keep })
      await this.#run({ id: exercise.id, act }, submission, told, seed, place)
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      const message = error instanceof UserError ? words : `the lab is at fault: ${words}`
      const [first, ...others] = open.values()
      const end = ({ id, title, points }: Check): Omit<Judged, 'message' | 'evidence'> => ({
        id,
        title,
        maxPoints: points,
        status: 'harness-error',
        durationMs: 0,
      })
      if (!first) return
      events.onCheck({ ...end(first), message, evidence: evidenceOf(error) })
      // Once is enough.
      for (const check of others)
        events.onCheck({ ...end(check), message: `for the reason given at ${first.id}`, evidence: [] })
    }
  }

  /**
   * A lab in order, with a workspace and inputs, for `act`; what it leaves is put in order like an exercise's.
   *
   * @param id the exercise whose folder is copied
   */
  async visit(id: string, submission: Submission, act: Act, place: OrderPlace = {}): Promise<void> {
    await this.#run({ id, act }, submission, { onCheck: () => {} }, this.#options.seed, place)
  }

  /** The folder is to go should this process be killed. */
  watchFolder(folder: string): void {
    this.#keeper.watchFolder(folder)
  }

  async close(): Promise<void> {
    this.#closed ??= this.#closeAll()
    await this.#closed
  }

  async #closeAll(): Promise<void> {
    await using end = new AsyncDisposableStack()
    end.defer(() => this.#keeper.close())
    // Where a grade is interrupted, a lab that is closed under an exercise ends it.
    const used = this.#inUse ?? this.#left?.used
    if (used) end.defer(() => used.close())
    const clean = await this.#next?.catch(() => undefined)
    if (clean) end.defer(() => clean.close())
  }

  /** A lab in order: the one that there is, or a new one. */
  async #clean(): Promise<CleanLab> {
    if (this.#left) {
      const { used, exercise } = this.#left
      this.#left = undefined
      this.#prepare(this.#putInOrder(used, exercise))
    }
    const next = this.#next ?? this.#open()
    this.#next = undefined
    if (!this.#options.stays) return next
    const clean = await next.catch(() => this.#open())
    const fault = await clean.fault()
    if (fault === undefined) return clean
    this.#replaced = `runs on a new lab, since something of the one that waited had ended: ${fault}`
    await clean.close().catch(() => {})
    return this.#open()
  }

  #prepare(next: Promise<CleanLab>): void {
    this.#next = next
    // Told by the exercise that needs it.
    next.catch(() => {})
  }

  /** What one exercise did to the lab costs no other one its verdict. */
  async #putInOrder(used: UsedLab, exercise: string): Promise<CleanLab> {
    const started = performance.now()
    try {
      return await used.reset()
    } catch (error) {
      this.#replaced = `runs on a new lab, since the one of ${exercise} could not be put back in order: ${error instanceof Error ? error.message : error}`
      await used.close().catch(() => {})
      if (this.#closed) throw error
      return await this.#open()
    } finally {
      this.#count('reset', performance.now() - started)
    }
  }

  async #run(
    exercise: Visit,
    submission: Submission,
    events: ExerciseEvents,
    seed: string,
    place: OrderPlace,
  ): Promise<void> {
    const clean = await this.#clean()
    // Dropped before it began.
    if (events.signal?.aborted) return this.#prepare(Promise.resolve(clean))
    const used = clean.take()
    if (this.#replaced) events.onNote?.(this.#replaced)
    this.#replaced = undefined
    this.#inUse = used
    try {
      await this.#runOn(used, exercise, submission, events, seed, place)
    } catch (error) {
      this.#inUse = undefined
      // The next exercise gets a new lab, unless this one did nothing wrong.
      if (error instanceof UserError && !this.#closed) this.#prepare(this.#putInOrder(used, exercise.id))
      else {
        await used.close().catch(() => {})
        if (this.#options.stays && !this.#closed) this.#prepare(this.#open())
      }
      throw error
    }
    this.#inUse = undefined
    if (this.#closed) await used.close().catch(() => {})
    else if (events.last) this.#left = { used, exercise: exercise.id }
    // While the person reads.
    else this.#prepare(this.#putInOrder(used, exercise.id))
  }

  async #runOn(
    used: UsedLab,
    exercise: Visit,
    submission: Submission,
    events: ExerciseEvents,
    seed: string,
    place: OrderPlace,
  ): Promise<void> {
    const { lab, tools } = used
    // Whatever of the following fails, what was made before it goes.
    await using made = new AsyncDisposableStack()
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
      ...(privateTmp ? { area: '/tmp' } : {}),
    })
    made.defer(() => workspace.close())
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
    made.defer(() => rm(inputs.file, { force: true }))
    if (shared) made.defer(() => rm(inputs.dir, { recursive: true, force: true }))
    await mkdir(inputs.dir, { recursive: true })
    await writeFile(inputs.file, '')
    for (const note of workspace.notes) events.onNote?.(note)
    const started = performance.now()
    try {
      if (hasNoJdk(this.#options.runtime)) await requireNoJava(workspace.folder)
      await using _confined = await this.#confine(workspace, submission, used, place)
      await exercise.act({ lab, workspace, random, inputs })
    } finally {
      this.#count(exercise.id, performance.now() - started)
    }
  }

  async #confine(
    workspace: Workspace,
    submission: Submission,
    { lab: { shared }, tools, network }: UsedLab,
    place: OrderPlace,
  ): Promise<AsyncDisposable | undefined> {
    const { isolation, runtime, reports } = { ...this.#options, ...place }
    if (isolation === 'none' || HERE.tmp !== 'private') return undefined
    return confine(workspace, {
      isolation,
      runtime,
      tools,
      network,
      reports,
      submission: submission.path,
      packages: workspace.linked,
      outside: identity().shared,
      shared: shared?.here === shared?.inWorkers ? shared?.here : undefined,
      searchPath: machinePath(),
      home: process.env.HOME,
    })
  }

  async #open(): Promise<CleanLab> {
    await using made = new AsyncDisposableStack()
    const lab = await this.#options.open()
    made.defer(() => lab.close())
    for (const [phase, ms] of Object.entries(lab.phases)) this.#count(phase, ms)
    const tools = await mkdtemp(path.join(os.tmpdir(), 'day2-tools-'))
    made.defer(() => rm(tools, { recursive: true, force: true }))
    this.#keeper.watchFolder(tools)
    const control = await startControlServer(lab)
    made.defer(() => control.close())
    const { runtime } = this.#options
    const network = await this.#network(lab, control)
    if (network) made.use(network)
    await makeToolsFolder({
      folder: tools,
      runtime,
      nodeExecutable: process.execPath,
      controlUrl: control.url,
    })
    const tmp = HERE.tmp === 'private' ? new Set(await readdir('/tmp')) : undefined
    const whole = made.move()
    return new CleanLab({
      lab,
      tools,
      network,
      tidy: async () => {
        if (tmp) await clearFolder('/tmp', tmp)
      },
      close: () => whole.disposeAsync(),
    })
  }

  /** Where the grade is on the machine's network, programs need not be. */
  async #network({ ports }: Lab, control: { url: string }): Promise<LabNetwork | undefined> {
    if (this.#options.isolation === 'none' || HERE.tmp !== 'private' || HERE.network === 'private')
      return undefined
    return ports && openLabNetwork([...ports, Number(new URL(control.url).port)])
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
