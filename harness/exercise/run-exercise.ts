// Runs the checks of one exercise in order and turns what they throw into verdicts.
import { mkdir } from 'node:fs/promises'
import { Evidence } from '#harness/evidence/keep-evidence.ts'
import { patient } from '#harness/host/patience.ts'
import { pause } from '#harness/host/poll.ts'
import { within } from '#harness/host/within.ts'
import { FaultUnavailable, type Lab, LabFault } from '#harness/lab/lab.ts'
import { Observer } from '#harness/observe/observer.ts'
import { recordExercise } from '#harness/record/record-exercise.ts'
import type { Keep, KeptFile } from '#harness/results/kept.ts'
import type { CheckResult } from '#harness/results/result.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import type { Workspace } from '#harness/submission/workspace.ts'
import { atAnyMoment } from './any-moment.ts'
import { AtRest } from './at-rest.ts'
import { acting, type CheckContext, inCheck, type Waiting } from './check-context.ts'
import { CheckFailed } from './check-failed.ts'
import { hasCommittedAll } from './committed.ts'
import { crash, untilCommitted } from './crash.ts'
import { evidenceOf } from './evidence-of.ts'
import type { Check, Exercise, Reads, Tools } from './exercise.ts'
import { feed } from './feed.ts'
import { type Instance, ownMembers } from './members.ts'
import { Mistakes } from './mistakes.ts'
import { notingOrders } from './own-orders.ts'
import { canBeWrittenTo, registerOwn } from './own-schema.ts'
import { Program, printed } from './program.ts'
import type { Random } from './random.ts'
import { type Rhythm, settled } from './settled.ts'
import { submittedPlace } from './submitted-place.ts'
import { existing, laidOut } from './topic-checks.ts'

export type Judged = Omit<CheckResult, 'points'> & {
  /** It failed because a wait came to its end, or a program to its time limit: a machine that is too slow looks the same. */
  doubtful?: true | undefined
}

export interface RunExerciseOptions {
  exercise: Exercise
  lab: Lab
  workspace: Workspace
  random: Random
  inputs: { file: string; dir: string }
  onCheck: (judged: Judged) => void
  /** Told before a check begins. */
  onBegin?: (check: Check) => void
  /** Told what is worth telling and costs nothing. */
  onNote?: (note: string) => void
  /** Told now and then while a check waits long. */
  onWaiting?: (waiting: Waiting) => void
  /** Told what happened so far, after each check and at the end. */
  onTimeline?: (timeline: Timeline) => void
  /** Which exercises leave their evidence in the folder of the reports. */
  keep?: { which: Keep; reports: string } | undefined
  /** Told what has been kept, at the end. */
  onKept?: (files: KeptFile[]) => void
  /** Aborted when the grade is interrupted: the check that runs acts no more, and nothing more is judged. */
  signal?: AbortSignal
}

export async function runExercise(options: RunExerciseOptions): Promise<void> {
  const {
    exercise,
    lab,
    workspace,
    random,
    inputs,
    onCheck,
    onBegin,
    onNote,
    onWaiting,
    onTimeline,
    keep,
    signal,
  } = options
  const seenInputs = lab.inputsUnseen === undefined ? inputs : undefined
  const record = recordExercise({
    lab,
    names: exercise.names,
    inputs: seenInputs,
  })
  const evidence =
    keep && (await Evidence.begin({ lab, reports: keep.reports, exercise: exercise.id, inputs: seenInputs }))
  const observe = new Observer(lab, record.recorder)
  const others = new Set([...(await observe.topicNames()), ...(exercise.names.topics ?? [])])
  const programs = new Set<RunningProgram>()
  const rhythm: Rhythm = {}
  // What was there before is nobody's doing.
  const mistakes = new Mistakes(lab, new Set(await lab.tampering?.()))
  let recent: RunningProgram[] = []
  let moments = 0
  const instances = new Map<RunningProgram, Instance>()
  const showOut = async (program: RunningProgram): Promise<void> => {
    const ended = instances.get(program)
    if (!ended) return
    const own = ownMembers(await observe.groupMembers(), ended, runningBeside(program, instances))
    if (lab.engine === 'attached') await keepForeign(own, observe, exercise.names.topics ?? [])
    await observe.removeGroupMembers(own)
  }
  const committed =
    (reads: Reads): (() => Promise<boolean>) =>
    () =>
      hasCommittedAll(observe, { ...reads, others })
  const rest = new AtRest({
    lab,
    observe,
    programs: () => ({ running: workspace.running.length, started: programs.size }),
  })
  const topicsRest = (): Promise<boolean> => rest.look()
  const tools: Tools = {
    lab: notingOrders(lab, mistakes.ours),
    observe,
    random,
    workspace,
    inputs: lab.inputsUnseen === undefined ? inputs : unseen(lab.inputsUnseen),
    program: name =>
      new Program(workspace, name, async () => {
        // Where nobody can be asked, nobody is shown out.
        const before = await observe.groupMembers().catch(() => undefined)
        return program => {
          programs.add(program)
          record.started(program)
          evidence?.watch(program)
          instances.set(program, { name, before })
          recent.push(program)
        }
      }),
    feed: acting((topic, messages, options) =>
      feed(observe, random, topic, messages, options, record.recorder),
    ),
    crash: acting((program, reads) => crash(program, committed(reads), showOut)),
    crashAtAnyMoment: (program, { by = 'SIGKILL', ...options }) => {
      const kill = async (): Promise<void> => {
        await program.crash()
        await showOut(program)
      }
      const strike = by === 'SIGKILL' ? kill : async () => program.freeze()
      // Its own chance: what flows takes from the suite's as it goes.
      return atAnyMoment(program, strike, { ...options, random: random.fork(`moment ${++moments}`) })
    },
    settled: (topics, assertion, { reads, mayRead, ...rest }) =>
      settled(topics, assertion, {
        drained: committed({ reads, ...(mayRead ? { mayRead } : {}) }),
        rhythm,
        ...rest,
      }),
    stop: acting(async (program, reads) => {
      if (reads) await untilCommitted(program, committed(reads))
      const { by } = await program.stop()
      if (by === 'SIGKILL')
        onNote?.(`${program.name} did not end on SIGTERM and was killed 10 s later; that costs nothing`)
      await showOut(program)
    }),
    pace: acting(pause),
    nobodyWorks: () => rest.nobodyWorks,
    existing: acting(topic => existing(observe, topic, topicsRest)),
    laidOut: acting((topic, layout) => laidOut(observe, topic, layout, topicsRest)),
    registerOwn: acting((subject, schema) => registerOwn(observe, subject, schema)),
    canBeWrittenTo: acting(subject => canBeWrittenTo(observe, subject)),
  }
  await mkdir(inputs.dir, { recursive: true })
  const statuses = new Map<string, Judged['status']>()
  try {
    for (const check of exercise.declare()) {
      onBegin?.(check)
      record.recorder.note('check', { check: check.id, state: 'began' })
      recent = [...programs].filter(program => program.running)
      const given = new AbortController()
      const ending = AbortSignal.any([given.signal, ...(signal ? [signal] : [])])
      const context = { signal: ending, onWaiting, ...record.context }
      const running: Running = { given, context }
      const judged = await judge(check, tools, statuses, () => recent, lab, mistakes, running)
      if (signal?.aborted) {
        await Promise.all([...programs].map(program => program.crash()))
        if (!(await settles(running.body)))
          throw new LabFault(`${check.id} was dropped and still goes on, so its lab is given up`)
        return
      }
      statuses.set(check.id, judged.status)
      record.recorder.note('check', { check: check.id, state: judged.status })
      onCheck(judged)
      onTimeline?.(record.timeline())
      // Its body may still hold something of the lab, and nobody knows what.
      if (given.signal.aborted) throw new LabFault(`${check.id} was given up, and the lab with it`)
    }
  } finally {
    await Promise.all([...programs].map(program => program.crash()))
    await observe.close()
    await record.end()
    onTimeline?.(record.timeline())
    const failed = [...statuses.values()].some(status => status === 'failed' || status === 'harness-error')
    if (evidence && !signal?.aborted && (keep?.which === 'all' || failed)) await save(evidence, options)
    for (const note of (await lab.notes?.().catch(() => [])) ?? []) onNote?.(note)
  }
}

async function save(evidence: Evidence, { onKept, onNote }: RunExerciseOptions): Promise<void> {
  try {
    const { files, notes } = await evidence.save()
    for (const note of notes) onNote?.(note)
    onKept?.(files)
  } catch (error) {
    onNote?.(`no evidence could be kept: ${error instanceof Error ? error.message : error}`)
  }
}

/** The other programs that run, by whether they were started before this one or after it. */
function runningBeside(
  program: RunningProgram,
  instances: ReadonlyMap<RunningProgram, Instance>,
): { older: Instance[]; younger: Instance[] } {
  const all = [...instances]
  const place = all.findIndex(([one]) => one === program)
  const running = (part: typeof all): Instance[] =>
    part.filter(([one]) => one.running).map(([, instance]) => instance)
  return { older: running(all.slice(0, place)), younger: running(all.slice(place + 1)) }
}

/** On somebody's cluster others join groups meanwhile: those that have nothing of the exercise's topics are none of ours. */
async function keepForeign(
  own: Map<string, string[]>,
  observe: Observer,
  topics: readonly string[],
): Promise<void> {
  const committed = await observe.committedOffsets()
  for (const group of [...own.keys()]) {
    if (!topics.some(topic => committed.get(group)?.has(topic))) own.delete(group)
  }
}

/** Seconds. No check of ours takes so long, unless it says so; one that does hangs. */
const LONGEST_CHECK = 300

interface Running {
  /** Gives the check up. */
  given: AbortController
  context: CheckContext
  /** What the check does. */
  body?: Promise<unknown>
}

/** How long a check that is dropped may take to notice, in milliseconds; what it is in the middle of ends first. */
const DROPPED_MS = 10_000

async function settles(body: Promise<unknown> = Promise.resolve()): Promise<boolean> {
  const [settled] = await within(DROPPED_MS, Promise.allSettled([body]), [])
  return settled !== undefined
}

/**
 * Runs the body; what a client library throws past it, or a wait without an end, fails it as the grader's own fault. A body that has been
 * given up acts no more: each word that waits or acts asks first.
 */
async function guarded(body: () => Promise<void>, running: Running, longest = LONGEST_CHECK): Promise<void> {
  const limit = patient(longest * 1000)
  const { given, context } = running
  const { signal } = context
  let onUncaught: (error: unknown) => void = () => {}
  let onAbort: () => void = () => {}
  const timer = setTimeout(
    () => given.abort(new Error(`the check did not end within ${limit / 1000} s`)),
    limit,
  )
  const trouble = new Promise<never>((_, reject) => {
    onUncaught = reject
    onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort)
  })
  process.on('uncaughtException', onUncaught)
  try {
    running.body = inCheck(context, body)
    await Promise.race([running.body, trouble])
  } finally {
    process.off('uncaughtException', onUncaught)
    signal.removeEventListener('abort', onAbort)
    clearTimeout(timer)
  }
}

async function judge(
  check: Check,
  tools: Tools,
  statuses: ReadonlyMap<string, Judged['status']>,
  programs: () => RunningProgram[],
  lab: Lab,
  mistakes: Mistakes,
  running: Running,
): Promise<Judged> {
  const { id, title, points: maxPoints, needs = [] } = check
  const started = performance.now()
  const refusedBefore = lab.refused
  const result = (rest: Pick<Judged, 'status'> & Partial<Judged>): Judged => ({
    id,
    title,
    maxPoints,
    durationMs: Math.round(performance.now() - started),
    evidence: [],
    ...rest,
  })
  const missing = needs.filter(need => statuses.get(need) !== 'passed')
  const skipped = (names: string): Judged =>
    result({ status: 'skipped', message: `needs ${names}, which did not pass` })
  if (missing.length > 0) return skipped(missing.join(', '))
  mistakes.begin()
  const at = (): string => new Date().toISOString()
  try {
    await guarded(() => check.body(tools), running, check.limit)
    return result({ status: 'passed' })
  } catch (thrown) {
    const refused = lab.refused === refusedBefore ? undefined : lab.refused
    const error = await mistakes.orTampering(
      mistakes.causeOf(
        thrown instanceof CheckFailed ? (refused ?? (await lab.fault(started)) ?? thrown) : thrown,
      ),
    )
    if (error instanceof FaultUnavailable) return result({ status: 'skipped', message: error.message })
    if (error instanceof CheckFailed) {
      const root = mistakes.sameAs(check, error.finding)
      if (root !== undefined) return skipped(root)
      mistakes.failed(id, error.finding)
      const { message, expected, actual, hint = check.hint, evidence = [], deadline } = error.finding
      const told = new Set(evidence.map(({ source }) => source.split(',')[0]))
      const lines = programs()
        .filter(program => !told.has(program.name))
        .slice(-2)
        .flatMap(printed)
      return result({
        status: 'failed',
        message,
        ...(expected === undefined ? {} : { expected }),
        ...(actual === undefined ? {} : { actual }),
        ...(hint === undefined ? {} : { hint }),
        ...(deadline ? { doubtful: true as const } : {}),
        ...(await submittedPlace(
          tools.workspace.folder,
          [...evidence, ...lines].map(({ text }) => text),
        )),
        evidence: [...evidence, ...lines].map(item => ({ at: at(), ...item })),
      })
    }
    return result({
      status: 'harness-error',
      message: `the grader could not judge this: ${error instanceof Error ? error.message : String(error)}`,
      evidence: evidenceOf(error, at()),
    })
  }
}

/** Input files of a lab whose workers cannot see any: whoever asks for one is told why. */
function unseen(why: string): Tools['inputs'] {
  const refuse = (): never => {
    throw new FaultUnavailable(why)
  }
  return {
    get file() {
      return refuse()
    },
    get dir() {
      return refuse()
    },
  }
}
