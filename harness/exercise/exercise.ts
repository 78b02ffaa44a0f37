// The words that a suite is written in; everything a suite may use is exported from words.ts.
import { getCallSites } from 'node:util'
import type { TopicReader } from '#harness/clients/topic-reader.ts'
import type { TopicMetadata } from '#harness/clients/wire.ts'
import type { Lab } from '#harness/lab/lab.ts'
import type { Observer } from '#harness/observe/observer.ts'
import type { Workspace } from '#harness/submission/workspace.ts'
import type { AnyMomentOptions } from './any-moment.ts'
import type { FeedOptions, Message } from './feed.ts'
import type { Program, RunningStep } from './program.ts'
import type { Random } from './random.ts'
import type { SettledOptions } from './settled.ts'
import type { Layout } from './topic-checks.ts'

export interface CheckOptions {
  /** What it earns; those of an exercise add up to 10. */
  points: number
  /** Checks without which this one cannot be judged: unless all of them passed, it is skipped. */
  needs?: string[]
  /** Checks that the same mistake fails: where this one fails as one of them did, it is skipped. */
  alike?: string[]
  /** Earlier checks whose run it looks at, whatever became of them. */
  after?: string[]
  /** What to think about when it fails and the failure itself has no better hint. */
  hint?: string
  /** Seconds after which it is given up as one that hangs, on a machine of the usual speed; 300 without it. */
  limit?: number
}

export interface Check extends CheckOptions {
  id: string
  title: string
  body: CheckBody
  /** Where it is declared. */
  at: { file: string; line: number }
}

/** What a check does, with the tools of the grade that it runs in. */
export type CheckBody = (tools: Tools) => Promise<void>

export type DeclareCheck = (id: string, options: CheckOptions, title: string, body: CheckBody) => void

/** Topics that an application reads for certain, and those that it may read or not. */
export interface Reads {
  reads: string[]
  mayRead?: string[]
}

/** What a suite works with: the lab, the submission's programs, what can be observed, and seeded chance. */
export interface Tools {
  lab: Lab
  observe: Observer
  program: (name: string) => Program
  random: Random
  workspace: Workspace
  /**
   * Whether for certain no program of the submission runs, nor anything that one has left behind: what nothing but a program brings about
   * will not come any more, once what has been asked for is through.
   */
  nobodyWorks: () => boolean
  /** Files given to the programs: INPUT_FILE and INPUT_DIR. */
  inputs: { file: string; dir: string }
  /**
   * The topic's metadata.
   *
   * @throws CheckFailed where there is no such topic
   */
  existing: (topic: string) => Promise<TopicMetadata>
  /**
   * The topic has exactly that many partitions and replicas; its metadata.
   *
   * @throws CheckFailed where it has not, or is not there
   */
  laidOut: (topic: string, layout: Layout) => Promise<TopicMetadata>
  /**
   * Registers a schema of the grader's own, which fits; its id.
   *
   * @throws CheckFailed where the submission has put registry or subject into another mode
   */
  registerOwn: (subject: string, schema: unknown) => Promise<number>
  /** @throws CheckFailed where the submission has put registry or subject into another mode */
  canBeWrittenTo: (subject: string) => Promise<void>
  /** Sends records to random partitions of a topic, or to those of their keys. */
  feed: (topic: string, messages: readonly Message[], options?: FeedOptions) => Promise<void>
  /** SIGKILL to a program once it has committed all that it has read of these topics. */
  crash: (program: RunningStep, options: Reads) => Promise<void>
  /** SIGKILL to a program at a moment that the seed chooses, while input flows; with `by: 'SIGSTOP'` it is frozen instead. */
  crashAtAnyMoment: (
    program: RunningStep,
    options: AnyMomentOptions & { by?: 'SIGKILL' | 'SIGSTOP' },
  ) => Promise<void>
  /**
   * Waits until `assertion` holds for what has been read of these topics, and still holds when nothing more comes.
   *
   * @param reads topics that the application reads: when it has committed them and is silent, a wrong result is final; `restarted`: it has just
   *   been started again, and may be back later than it was there first
   */
  settled: (
    topics: TopicReader | TopicReader[],
    assertion: () => void,
    options: Omit<SettledOptions, 'drained' | 'rhythm'> & Reads,
  ) => Promise<void>
  /**
   * SIGTERM to a program, as the contract stops it; its group members are shown out where it left them behind.
   *
   * @param reads where it is said, the program is given time to commit all that it has read, as before a crash
   */
  stop: (program: RunningStep, reads?: Reads) => Promise<void>
  /** Lets time pass between two inputs, because the contract names their rate; never a way to wait for something. */
  pace: (ms: number) => Promise<void>
}

/** What of a cluster an exercise works on. On a cluster that is not the grader's own, this and nothing else is deleted. */
export interface Names {
  topics?: string[]
  /** How the names of topics begin that the suite makes for itself. */
  topicsBeginning?: string[]
  subjects?: string[]
  connectors?: string[]
}

export interface ExerciseOptions extends Names {
  /** The exercises of the day belong to none; those of a group are graded where they are asked for. */
  group?: Group
  /** How long the reference takes on two idle cores, in seconds: where exercises are graded side by side, long ones begin first. */
  seconds?: number
}

export type Group = 'extended'

export interface Exercise {
  id: string
  title: string
  group?: Group
  seconds?: number
  names: Names
  /**
   * Its checks in the order that they run in, with the state that they share: anew for every grade.
   *
   * @param onCheck told each check while it is being declared, so that the line of the suite is in the call stack
   */
  declare: (onCheck?: (check: Check) => void) => Check[]
}

/**
 * Declares an exercise: `define` is called anew for every grade (and to list the checks, without a lab), and declares the checks in the
 * order that they run in. What they share is in its closure; what they work with is the argument of each check's body.
 */
export function exercise(
  id: string,
  title: string,
  { group, seconds, ...names }: ExerciseOptions,
  define: (check: DeclareCheck) => void,
): Exercise {
  return {
    id,
    title,
    ...(group === undefined ? {} : { group }),
    ...(seconds === undefined ? {} : { seconds }),
    names,
    declare: onCheck => declared(define, onCheck),
  }
}

const RELATIONS = { needs: 'needs', alike: 'is alike', after: 'comes after' }

/** @throws Error that names the check and what is wrong with it: a check that needs what is not there would be skipped for ever */
function declared(define: (check: DeclareCheck) => void, onCheck?: (check: Check) => void): Check[] {
  const checks: Check[] = []
  const known = (id: string): boolean => checks.some(check => check.id === id)
  define((id, options, title, body) => {
    if (known(id)) throw new Error(`there are two checks called ${id}`)
    for (const relation of ['needs', 'alike', 'after'] as const) {
      const unknown = options[relation]?.find(other => !known(other))
      if (unknown !== undefined)
        throw new Error(`check ${id} ${RELATIONS[relation]} "${unknown}", which is no check before it`)
    }
    const [, caller] = getCallSites(2)
    const at = { file: caller?.scriptName ?? '', line: caller?.lineNumber ?? 0 }
    const check = { ...options, id, title, body, at }
    checks.push(check)
    onCheck?.(check)
  })
  return checks
}
