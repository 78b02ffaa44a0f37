// A run of a class in a process of its own, so that a test can kill it: CLASS REPORTS LOG, and a lab that is only simulated.
import { runBatch } from '../run-batch.ts'
import { EXERCISES, GRADED_BY, simulatedLab } from './simulated-class.ts'

const [given = '', reports = '', log = ''] = process.argv.slice(2)
process.exitCode = await runBatch({
  given: [given],
  reports,
  exercises: EXERCISES,
  seed: undefined,
  labs: 3,
  roster: [],
  regrade: false,
  accept: false,
  openLab: () => simulatedLab({ log, pause: 5 }),
  grader: { of: async () => 'grader-1' },
  gradedBy: GRADED_BY,
  signal: new AbortController().signal,
  print: line => process.stdout.write(`${line}\n`),
  tell: () => {},
})
