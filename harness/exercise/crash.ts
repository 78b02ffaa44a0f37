// A crash that is fair: it comes once the program's groups have committed all that they have read.

import { pause } from '#harness/host/poll.ts'
import type { Observer } from '#harness/observe/observer.ts'
import { type RunningStep, stillRunning } from './program.ts'

/** A program that keeps its position elsewhere commits nothing; then the crash comes anyway (the contract's limit). */
const LONGEST_WAIT_MS = 70_000

/**
 * SIGKILL to the program and all that it started, once its groups have committed every record of the topics that it reads: those
 * in `reads`, and the internal repartition topics of Kafka Streams. Its group members are shown out, so that the next start
 * need not wait for their sessions to end.
 */
export async function crash(
  observe: Observer,
  program: RunningStep,
  reads: readonly string[],
): Promise<void> {
  stillRunning(program)
  const started = performance.now()
  while (program.running && performance.now() - started < LONGEST_WAIT_MS) {
    if (await hasCommittedAll(observe, reads)) break
    await pause(100)
  }
  stillRunning(program)
  await program.crash()
  await observe.removeGroupMembers()
}

/** Have the groups on the cluster committed every record of these topics, and of the internal repartition topics? */
export async function hasCommittedAll(observe: Observer, reads: readonly string[]): Promise<boolean> {
  const internal = (await observe.topicNames()).filter(name => name.endsWith('-repartition'))
  const groups = [...(await observe.committedOffsets()).values()]
  for (const topic of [...reads, ...internal]) {
    const reader = observe.reader(topic)
    if (!(await reader.readToEnd({ openTransactionMs: 0 }))) return false
    // Behind a transaction the end offset is past the last record; what counts is the record.
    const last = new Map(reader.records.map(({ partition, offset }) => [partition, offset]))
    for (const [partition, offset] of last) {
      const committed = groups.map(topics => topics.get(topic)?.get(partition) ?? -1n)
      if (!committed.some(position => position > offset)) return false
    }
  }
  return true
}
