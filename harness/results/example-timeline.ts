// A short exercise in which every kind of thing happens, for the tests of pictures and pages; `text` stands wherever texts of others can.
import type { EntryOf, Replication, Timeline } from '#harness/results/timeline.ts'

const topic = (isr: number[], leader = 2): Replication[] => [
  { partition: 0, leader, replicas: [2, 1, 3], isr },
  { partition: 1, leader: 1, replicas: [1, 2, 3], isr },
]
const schema = (fields: object[]): string =>
  JSON.stringify({ schema: JSON.stringify({ type: 'record', name: 'User', fields }) })
const topologyOf = (topic: string): string =>
  [
    'Topologies:',
    '   Sub-topology: 0',
    `    Source: KSTREAM-SOURCE-0000000000 (topics: [${topic}])`,
    '      --> KSTREAM-AGGREGATE-0000000001',
    '    Processor: KSTREAM-AGGREGATE-0000000001 (stores: [counts])',
    '      --> KSTREAM-SINK-0000000002',
    '      <-- KSTREAM-SOURCE-0000000000',
    '    Sink: KSTREAM-SINK-0000000002 (topic: word-counts)',
    '      <-- KSTREAM-AGGREGATE-0000000001',
  ].join('\n')
const id = { name: 'id', type: 'int' }
const tasks = (at: number, worker: string, state = 'RUNNING'): EntryOf<'tasks'> => ({
  at,
  kind: 'tasks',
  connector: 'files',
  state: 'RUNNING',
  worker,
  tasks: [{ task: 0, state, worker }],
})
const WORKERS = ['127.0.0.1:8083', '127.0.0.1:8084'] as const

export const exampleTimeline = (text = 'a line'): Timeline => [
  { at: 0, kind: 'began', time: '2026-11-12T22:00:20.000Z' },
  ...([1, 2, 3] as const).map(broker => ({
    at: 0,
    kind: 'broker' as const,
    broker,
    state: 'running' as const,
  })),
  ...WORKERS.map(worker => ({ at: 0, kind: 'worker' as const, worker, state: 'running' as const })),
  { at: 10, kind: 'check', check: 'setup-succeeds', state: 'began' },
  { at: 20, kind: 'program', program: 'setup', run: 1, state: 'started' },
  {
    at: 300,
    kind: 'call',
    by: 'program',
    method: 'POST',
    path: '/subjects/users-value/versions',
    status: 200,
    sent: schema([id]),
    answered: '{"id":4}',
  },
  {
    at: 400,
    kind: 'call',
    by: 'program',
    method: 'POST',
    path: '/compatibility/subjects/users-value/versions/latest',
    status: 200,
    sent: schema([
      { ...id, type: 'string' },
      { name: 'age', type: 'int' },
    ]),
    answered: '{"is_compatible":false}',
  },
  { at: 500, kind: 'call', by: 'program', method: 'GET', path: `/${text}`, status: 404, answered: text },
  { at: 900, kind: 'program', program: 'setup', run: 1, state: 'ended', by: 'itself', exitCode: 0 },
  { at: 1000, kind: 'replication', topic: 'fault-test', by: 'the brokers', partitions: topic([1, 2, 3]) },
  { at: 1100, kind: 'replication', topic: 'fault-test', by: 'describe', partitions: topic([1, 2, 3], 3) },
  { at: 1200, kind: 'program', program: 'app', run: 2, state: 'started' },
  tasks(1300, WORKERS[0]),
  ...[text, 'kept', 'lost', 'doubled'].map((line, index) => ({
    at: 2000 + 100 * index,
    kind: 'given' as const,
    to: 'produce',
    text: line,
    found: [1, 1, 0, 2][index] ?? 1,
  })),
  { at: 2500, kind: 'appended', file: 'part-1.txt', text, found: 1 },
  { at: 2600, kind: 'fed', topic: 'text-input', partition: 0, key: text, text },
  ...[text, 'kept', 'doubled', 'doubled'].map((line, offset) => ({
    at: 2700 + 200 * offset,
    kind: 'stored' as const,
    topic: 'fault-test',
    partition: 0,
    offset,
    key: null,
    text: line,
    from: 'produce',
    ...(offset === 3 ? { again: true as const } : {}),
  })),
  { at: 3000, kind: 'broker', broker: 2, state: 'stopped' },
  { at: 3100, kind: 'worker', worker: WORKERS[0], state: 'stopped' },
  { at: 3300, kind: 'replication', topic: 'fault-test', by: 'the brokers', partitions: topic([1, 3], 1) },
  tasks(3500, WORKERS[1], text),
  { at: 3600, kind: 'topology', program: 'app', text: topologyOf(`a${text.replaceAll(/[\s,()]/g, '')}z`) },
  { at: 3600, kind: 'program', program: 'app', run: 2, state: 'ended', by: 'SIGKILL', exitCode: null },
  { at: 4000, kind: 'program', program: 'app', run: 3, state: 'started' },
  { at: 4100, kind: 'group', group: text, members: [{ member: text, partitions: ['text-input-0'] }] },
  ...[1, 2, 4].map((value, offset) => ({
    at: 4200 + 300 * offset,
    kind: 'stored' as const,
    topic: 'word-counts',
    partition: 0,
    offset,
    key: text,
    text: `${value}`,
  })),
  { at: 5200, kind: 'broker', broker: 2, state: 'running' },
  { at: 5600, kind: 'replication', topic: 'fault-test', by: 'the brokers', partitions: topic([1, 2, 3], 1) },
  { at: 5700, kind: 'waited', ms: 700, last: text, held: true },
  { at: 5800, kind: 'check', check: 'setup-succeeds', state: 'passed' },
  { at: 6000, kind: 'lines', source: 'produce', given: 4, once: 2, more: 1, never: 1 },
  { at: 6000, kind: 'lines', source: 'part-1.txt', given: 1, once: 1, more: 0, never: 0 },
  {
    at: 6000,
    kind: 'result',
    topic: 'word-counts',
    keys: 2,
    wrong: 1,
    rows: [
      { key: text, holds: '4', right: '2' },
      { key: 'kafka', holds: '1', right: '1' },
    ],
  },
  {
    at: 6000,
    kind: 'result',
    topic: 'revenue-per-hour',
    keys: 2,
    wrong: 1,
    rows: [
      { key: '2024-01-15T11:00:00Z', holds: '5.00', right: '7.50' },
      { key: '2024-01-15T10:00:00Z', holds: '3.00', right: '3.00' },
    ],
  },
  { at: 6000, kind: 'left-out', of: 'stored', count: 12 },
]
