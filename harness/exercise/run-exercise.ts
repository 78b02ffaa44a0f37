// Runs the checks of one exercise in order and turns what they throw into verdicts.
import { mkdir } from 'node:fs/promises'
import { Evidence } from '#harness/evidence/keep-evidence.ts'
import { pause } from '#harness/host/poll.ts'
import { FaultUnavailable, type Lab, LabFault } from '#harness/lab/lab.ts'
import { Observer } from '#harness/observe/observer.ts'
import { recordExercise } from '#harness/record/record-exercise.ts'
import type { Keep, KeptFile } from '#harness/results/kept.ts'
import type { Timeline } from '#harness/results/timeline.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import type { Workspace } from '#harness/submission/workspace.ts'
import { atAnyMoment } from './any-moment.ts'
import { AtRest } from './at-rest.ts'
import { acting, type Waiting } from './check-context.ts'
import { hasCommittedAll } from './committed.ts'
import { crash, untilCommitted } from './crash.ts'
import type { Check, Exercise, Reads, Tools } from './exercise.ts'
import { feed } from './feed.ts'
import { type Judged, judge, type Running, settles } from './judge-check.ts'
import { type Instance, ownMembers } from './members.ts'
import { Mistakes } from './mistakes.ts'
import { notingOrders } from './own-orders.ts'
import { canBeWrittenTo, registerOwn } from './own-schema.ts'
import { Program } from './program.ts'
import type { Random } from './random.ts'
import { type Rhythm, settled } from './settled.ts'
import { existing, laidOut } from './topic-checks.ts'

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
      const judged = await judge(check, { tools, statuses, recent, lab, mistakes }, running)
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
