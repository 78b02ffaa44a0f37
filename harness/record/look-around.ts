// Looks at what nobody tells: how replication moves while a broker is away, what a program that is being fed has stored, who is in the
// consumer groups, what stands in the input files. Through clients of its own, so that no check reads a record less because of it.
import { setTimeout as wait } from 'node:timers/promises'
import type { TopicReader } from '#harness/clients/topic-reader.ts'
import type { BrokerId, ComponentState } from '#harness/lab/lab.ts'
import type { Observer } from '#harness/observe/observer.ts'
import type { RunningProgram } from '#harness/submission/run-program.ts'
import { AppendedLines } from './appended-lines.ts'
import type { Recorder } from './recorder.ts'

const EVERY_MS = 250
/** Groups take several requests, and change seldom. */
const GROUPS_EVERY_MS = 2000
/** A program that ends sooner has joined no group. */
const LONG_RUNNING_MS = 3000
/** Replicas catch up after their broker is back. */
const AFTER_FAULT_MS = 8000
const FED_LATELY_MS = 2000

export interface Around {
  observe: Observer
  recorder: Recorder
  brokers: readonly { id: BrokerId; state: ComponentState }[]
  topics: readonly string[]
  topicsBeginning: readonly string[]
  inputs: { file: string; dir: string } | undefined
  programs: () => Iterable<RunningProgram>
}

/** @returns ends it, after one last look at the files */
export function lookAround(around: Around): () => Promise<void> {
  const { observe, recorder, brokers, inputs } = around
  const ending = new AbortController()
  const files = inputs && new AppendedLines(inputs)
  const lookAtFiles = async (): Promise<void> =>
    files?.look((file, lines) => recorder.appended(file, lines)).catch(() => {})
  const readers = new Map<string, TopicReader>()
  let faultAt = Number.NEGATIVE_INFINITY
  let groupsAt = performance.now()

  const look = async (): Promise<void> => {
    const now = performance.now()
    await lookAtFiles()
    if (brokers.some(({ state }) => state !== 'running')) faultAt = now
    if (now - faultAt < AFTER_FAULT_MS)
      for (const name of await topicsOf(around)) await observe.topic(name).catch(() => undefined)
    if (now - recorder.givenAt < FED_LATELY_MS)
      for (const name of around.topics) {
        const reader = readers.get(name) ?? observe.reader(name)
        readers.set(name, reader)
        await reader.poll(0).catch(() => {})
        // What it has told is the recorder's.
        reader.records.length = 0
      }
    const long = [...around.programs()].some(
      program => program.running && now - program.startedAt > LONG_RUNNING_MS,
    )
    if (long && now - groupsAt > GROUPS_EVERY_MS) {
      groupsAt = now
      for (const [group, members] of await observe.groupAssignments().catch(() => new Map()))
        recorder.group(group, members)
    }
  }
  const looking = (async () => {
    while (!ending.signal.aborted) {
      await look().catch(() => {})
      await wait(EVERY_MS, undefined, { signal: ending.signal }).catch(() => {})
    }
  })()
  return async () => {
    ending.abort()
    await looking
    await lookAtFiles()
  }
}

async function topicsOf({ observe, topics, topicsBeginning }: Around): Promise<string[]> {
  if (topicsBeginning.length === 0) return [...topics]
  const all = await observe.topicNames().catch(() => [])
  return all.filter(name => topics.includes(name) || topicsBeginning.some(start => name.startsWith(start)))
}
