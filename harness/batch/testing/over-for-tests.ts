// The two sides of a run over Kafka, each in a process of its own, with simulated labs: `batch BROKERS CLASS REPORTS` and
// `worker BROKERS WORK LOG MS`, whose labs take so long for an exercise.
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { gradersOf } from '../orders-of.ts'
import { KafkaLink } from '../over/link.ts'
import { OverKafka } from '../over/over-lab.ts'
import { overNames } from '../over/topics.ts'
import { runWorker } from '../over/worker.ts'
import { runBatch } from '../run-batch.ts'
import { EXERCISES, GRADED_BY, simulatedLab } from './simulated-class.ts'

const [side, bootstrap = '', first = '', second = '', pause = '700'] = process.argv.slice(2)
const runtime = await prepareRuntime(() => {})
const grader = { of: async () => 'grader-1' }
const graders = await gradersOf(EXERCISES, grader)
const names = overNames('test', graders)
const { signal } = new AbortController()
const onLog = (line: string): void => void process.stderr.write(`${line}\n`)

if (side === 'worker') {
  await runWorker({
    link: await KafkaLink.open({ runtime, bootstrap, onLog }),
    names,
    graders,
    exercises: EXERCISES,
    labs: 1,
    openLab: () => simulatedLab({ log: second, pause: Number(pause) }),
    work: first,
    tell: event => process.stdout.write(`${JSON.stringify(event)}\n`),
    signal,
  })
} else {
  let over: OverKafka | undefined
  const link = await KafkaLink.open({ runtime, bootstrap, onLog, onRecord: record => over?.onRecord(record) })
  over = new OverKafka(link, names, graders)
  await over.open()
  const kafka = over
  process.exitCode = await runBatch({
    given: [first],
    reports: second,
    exercises: EXERCISES,
    seed: 'one',
    labs: 64,
    elsewhere: true,
    roster: [],
    regrade: false,
    accept: false,
    openLab: () => kafka.lab(),
    grader,
    gradedBy: GRADED_BY,
    signal,
    print: line => process.stdout.write(`${line}\n`),
    tell: () => {},
  })
  over.close()
}
