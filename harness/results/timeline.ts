// What happened while an exercise ran, as facts on one clock. A closed set of kinds: the pictures of a report are made from these and
// from nothing else, so that whoever reads result.json can draw them as well.
import { z } from 'zod'

/** Milliseconds since the exercise began, by the grader's clock. */
const at = z.number().int().nonnegative()
const count = z.number().int().nonnegative()
const states = z.enum(['starting', 'running', 'stopping', 'stopped', 'dead'])

export const Replication = z.object({
  partition: z.number().int(),
  /** -1 where there is none. */
  leader: z.number().int(),
  replicas: z.array(z.number().int()),
  isr: z.array(z.number().int()),
})

const kind = <K extends string, S extends z.ZodRawShape>(name: K, shape: S) =>
  z.object({ at, kind: z.literal(name), ...shape })

export const TimelineEntry = z.discriminatedUnion('kind', [
  /** The first one: what the clock's zero is in everybody's time. */
  kind('began', { time: z.string() }),
  /** A check begins, or has been judged. */
  kind('check', {
    check: z.string(),
    state: z.enum(['began', 'passed', 'failed', 'skipped', 'harness-error']),
  }),
  kind('broker', { broker: z.number().int(), state: states }),
  /** A Connect worker, called as Connect calls it. */
  kind('worker', { worker: z.string(), state: states }),
  /** How a topic is replicated: as the brokers tell it, or as a program told it. Told when it has changed. */
  kind('replication', {
    topic: z.string(),
    by: z.string(),
    partitions: z.array(Replication),
  }),
  /** `run` counts the starts of one exercise. */
  kind('program', {
    program: z.string(),
    run: count,
    state: z.enum(['started', 'ended']),
    by: z.enum(['itself', 'SIGTERM', 'SIGKILL']).optional(),
    exitCode: z.number().int().nullable().optional(),
  }),
  /** A line that a program was given on its standard input. `found` is how often a topic holds it, where topics hold such lines. */
  kind('given', { to: z.string(), text: z.string(), found: count.optional() }),
  /** A line that came to stand in an input file. */
  kind('appended', { file: z.string(), text: z.string(), found: count.optional() }),
  /** A record of the grader's own, acknowledged by all replicas. */
  kind('fed', {
    topic: z.string(),
    partition: z.number().int(),
    key: z.string().nullable(),
    text: z.string(),
  }),
  /** A record of the exercise's topics, when a reader first saw it. `from` is where its line was given; `again` that it was there before. */
  kind('stored', {
    topic: z.string(),
    partition: z.number().int(),
    offset: count,
    key: z.string().nullable(),
    text: z.string(),
    from: z.string().optional(),
    again: z.literal(true).optional(),
  }),
  /** Members of a consumer group with the partitions assigned to them; told when that has changed. */
  kind('group', {
    group: z.string(),
    members: z.array(z.object({ member: z.string(), partitions: z.array(z.string()) })),
  }),
  /** A connector and its tasks by worker; told when that has changed. */
  kind('tasks', {
    connector: z.string(),
    state: z.string(),
    worker: z.string(),
    tasks: z.array(z.object({ task: z.number().int(), state: z.string(), worker: z.string() })),
  }),
  /** A request to the Schema Registry with its answer. */
  kind('call', {
    by: z.enum(['program', 'grader']),
    method: z.string(),
    path: z.string(),
    status: z.number().int(),
    sent: z.string().optional(),
    answered: z.string().optional(),
  }),
  /** What a Kafka Streams application printed of itself (`Topology.describe()`). */
  kind('topology', { program: z.string(), text: z.string() }),
  /** The end of a wait: how long it was, what it saw last that was not right yet, and whether it came true. */
  kind('waited', { ms: count, last: z.string(), held: z.boolean() }),
  /** At the end: what became of the lines of one source, all of them counted, also those left out above. */
  kind('lines', { source: z.string(), given: count, once: count, more: count, never: count }),
  /** At the end: the latest value of each key of a topic against what is right, as a check has worked it out; wrong ones first. */
  kind('result', {
    topic: z.string(),
    keys: count,
    wrong: count,
    rows: z.array(z.object({ key: z.string(), holds: z.string().optional(), right: z.string().optional() })),
  }),
  /** The last ones: so many entries of a kind were left out, evenly, because there were too many. */
  kind('left-out', { of: z.string(), count }),
])

/** At most so many entries, and so many bytes of JSON, for an exercise. */
export const MOST_ENTRIES = 2000
export const MOST_BYTES = 200_000

export const Timeline = z.array(TimelineEntry).max(MOST_ENTRIES)

export type TimelineEntry = z.infer<typeof TimelineEntry>
export type Timeline = z.infer<typeof Timeline>
export type Kind = TimelineEntry['kind']
export type EntryOf<K extends Kind> = Extract<TimelineEntry, { kind: K }>
export type Replication = z.infer<typeof Replication>
