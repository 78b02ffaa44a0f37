// Writes down what happens while an exercise runs. It only ever listens: whatever goes wrong in here is dropped, because a record of
// what happened must never change what is judged.
import type { StoredRecord } from '#harness/clients/topic-reader.ts'
import type { PartitionMetadata } from '#harness/clients/wire.ts'
import { lineOf } from '#harness/exercise/ingestion.ts'
import type { EntryOf, Kind, Replication, Timeline, TimelineEntry } from '#harness/results/timeline.ts'
import { topologyText } from '#harness/results/topology.ts'
import { LatestValues } from './latest-values.ts'
import { type Digest, digestOf, Ledger } from './ledger.ts'
import { recordText, shortText } from './short-text.ts'
import { thinned } from './thin.ts'

type Fact<K extends Kind> = Omit<EntryOf<K>, 'at' | 'kind'>

interface Status {
  name: string
  connector: { state: string; worker_id: string }
  tasks: { id: number; state: string; worker_id: string }[]
}

/** More entries than this are not even remembered; with some hundred bytes each that is a matter of megabytes. */
const MOST_REMEMBERED = 30_000
const LONGEST_BODY = 1500

export class Recorder {
  /** As performance.now() counts. */
  readonly began = performance.now()
  /** When a program was last given a line. */
  givenAt = Number.NEGATIVE_INFINITY
  readonly #topics: ReadonlySet<string>
  readonly #entries: TimelineEntry[] = []
  readonly #ledger = new Ledger()
  readonly #latest = new LatestValues()
  /** Entries of lines that were given, in the ledger's order. */
  readonly #lines: (EntryOf<'given'> | EntryOf<'appended'> | undefined)[] = []
  readonly #stored: { entry: EntryOf<'stored'>; digest: Digest }[] = []
  readonly #next = new Map<string, bigint>()
  /** The last state of what is told only when it has changed. */
  readonly #last = new Map<string, string>()

  /** @param topics those of the exercise: what other topics hold is nobody's business here */
  constructor(topics: readonly string[] = []) {
    this.#topics = new Set(topics)
    this.note('began', { time: new Date().toISOString() })
  }

  note<K extends Kind>(kind: K, fact: Fact<K>): void {
    quietly(() => this.#add({ at: this.#now(), kind, ...fact } as EntryOf<K>))
  }

  /** The same, where it differs from what was last noted about this thing. */
  noteChange<K extends Kind>(kind: K, thing: string, fact: Fact<K>): void {
    quietly(() => {
      const state = JSON.stringify(fact)
      if (this.#last.get(`${kind} ${thing}`) === state) return
      this.#last.set(`${kind} ${thing}`, state)
      this.note(kind, fact)
    })
  }

  replication(topic: string, by: string, partitions: readonly (PartitionMetadata | Replication)[]): void {
    const plain = partitions.slice(0, 50).map(({ partition, leader, replicas, isr }) => ({
      partition,
      leader,
      replicas: [...replicas],
      isr: [...isr].sort((a, b) => a - b),
    }))
    this.noteChange('replication', `${by} ${topic}`, { topic: shortText(topic), by, partitions: plain })
  }

  given(to: string, text: string | Buffer): void {
    if (text.length === 0) return
    this.givenAt = performance.now()
    quietly(() => {
      for (const line of text.toString().replace(/\n$/, '').split('\n')) {
        this.#ledger.give(to, line)
        this.#lines.push(this.#add({ at: this.#now(), kind: 'given', to, text: shortText(line) }))
      }
    })
  }

  appended(file: string, lines: readonly string[]): void {
    quietly(() => {
      for (const line of lines) {
        this.#ledger.give(file, line)
        this.#lines.push(this.#add({ at: this.#now(), kind: 'appended', file, text: shortText(line) }))
      }
    })
  }

  fed(
    topic: string,
    messages: readonly { key: string | null; value: string | Buffer | null; partition: number }[],
  ): void {
    for (const { key, value, partition } of messages) {
      const text = recordText(typeof value === 'string' ? Buffer.from(value) : value)
      this.note('fed', { topic, partition, key: key === null ? null : shortText(key), text })
    }
  }

  /** A reader has come by this record; the first one to do so counts. */
  stored(topic: string, { partition, offset, key, value }: StoredRecord): void {
    if (!this.#topics.has(topic)) return
    quietly(() => {
      const place = `${topic} ${partition}`
      if (offset < (this.#next.get(place) ?? 0n)) return
      this.#next.set(place, offset + 1n)
      const entry = this.#add({
        at: this.#now(),
        kind: 'stored' as const,
        topic,
        partition,
        offset: Number(offset),
        key: key === null ? null : recordText(key),
        text: recordText(value),
      })
      const line = lineOf(value)
      const digest = digestOf(line ?? '')
      if (line !== undefined) this.#ledger.store(digest)
      if (key !== null) this.#latest.store(topic, recordText(key), recordText(value))
      if (entry) this.#stored.push({ entry, digest })
    })
  }

  /** What a program has printed, of which only a topology is of interest here. */
  printed(program: string, output: string): void {
    quietly(() => {
      const text = topologyText(output)
      if (text !== undefined) this.noteChange('topology', program, { program, text: text.toWellFormed() })
    })
  }

  group(group: string, members: readonly { member: string; partitions: string[] }[]): void {
    const short = members.slice(0, 20).map(({ member, partitions }) => ({
      member: shortText(member),
      partitions: partitions.slice(0, 60).map(each => shortText(each)),
    }))
    this.noteChange('group', group, { group: shortText(group), members: short })
  }

  connector({ name, connector, tasks }: Status): void {
    this.noteChange('tasks', name, {
      connector: shortText(name),
      state: shortText(connector.state),
      worker: shortText(connector.worker_id),
      tasks: tasks.slice(0, 50).map(({ id, state, worker_id }) => ({
        task: id,
        state: shortText(state),
        worker: shortText(worker_id),
      })),
    })
  }

  /** What a topic should hold now, as a check has worked it out. */
  right(topic: string, rows: ReadonlyMap<string, string | number | bigint>): void {
    this.#latest.right(topic, rows)
  }

  call(call: {
    by: 'program' | 'grader'
    method: string
    path: string
    status: number
    sent: string
    answered: string
  }): void {
    const { sent, answered, path, ...rest } = call
    this.note('call', {
      ...rest,
      path: shortText(path, 300),
      ...(sent === '' ? {} : { sent: shortText(sent, LONGEST_BODY) }),
      ...(answered === '' ? {} : { answered: shortText(answered, LONGEST_BODY) }),
    })
  }

  /** All of it so far, short enough for a result. */
  timeline(): Timeline {
    try {
      const found = this.#ledger.found()
      for (const [index, entry] of this.#lines.entries()) {
        const times = found[index]
        if (entry && times !== undefined) entry.found = times
      }
      const sources = this.#ledger.sources()
      const seen = new Set<Digest>()
      for (const { entry, digest } of this.#stored) {
        const from = sources.get(digest)
        if (from !== undefined) entry.from = from
        if (from !== undefined && seen.has(digest) && this.#isTooMany(digest, found)) entry.again = true
        seen.add(digest)
      }
      const at = this.#now()
      const lines = this.#ledger.tallies(found).map(tally => ({ at, kind: 'lines' as const, ...tally }))
      const results = this.#latest.results().map(result => ({ at, kind: 'result' as const, ...result }))
      return thinned([...this.#entries, ...lines.slice(0, 20), ...results])
    } catch {
      return []
    }
  }

  /** Was it stored more often than it was given? */
  #isTooMany(digest: Digest, found: readonly (number | undefined)[]): boolean {
    return this.#ledger.places(digest).some(place => (found[place] ?? 0) > 1)
  }

  #add<E extends TimelineEntry>(entry: E): E | undefined {
    if (this.#entries.length >= MOST_REMEMBERED) return undefined
    this.#entries.push(entry)
    return entry
  }

  #now(): number {
    return Math.max(0, Math.round(performance.now() - this.began))
  }
}

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // What cannot be written down is not.
  }
}
