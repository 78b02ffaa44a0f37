// `npm run bench`: measures what the grader costs, in one run, and writes RESULTS.md, results.json and results.svg beside this file.
import { parseArgs } from 'node:util'
import { prepareRuntime } from '#harness/runtime/runtime.ts'
import { Absent, type Measurement } from './measurement.ts'
import { classOfEight } from './measures/class.ts'
import { containers } from './measures/containers.ts'
import { eachExercise } from './measures/each-exercise.ts'
import { isolation } from './measures/isolation.ts'
import { labStart } from './measures/lab-start.ts'
import { saveToVerdict } from './measures/save-to-verdict.ts'
import { slowestCases } from './measures/slowest-cases.ts'
import { wholeGrade } from './measures/whole-grade.ts'
import { type Measured, machineNow, writeResults } from './report.ts'

const ALL: readonly Measurement[] = [
  labStart,
  wholeGrade,
  eachExercise,
  saveToVerdict,
  isolation,
  classOfEight,
  slowestCases,
  containers,
]

const { values } = parseArgs({
  options: {
    /** Only these. */
    only: { type: 'string', multiple: true, default: ALL.map(({ id }) => id) },
    /** Of each. */
    runs: { type: 'string', default: '3' },
    /** Where the results go. */
    out: { type: 'string', default: import.meta.dirname },
  },
})
const { only, out } = values
const runs = Number(values.runs)
const unknown = only.find(asked => !ALL.some(({ id }) => id === asked))
if (unknown !== undefined)
  throw new Error(`there is no ${unknown} to measure, but ${ALL.map(({ id }) => id).join(', ')}`)

const tell = (line: string): void => void process.stderr.write(`  ${line}\n`)
const { jdk } = await prepareRuntime(tell)
const machine = machineNow(jdk.version, runs)
const measured: Measured[] = []
for (const { id, title, how, run } of ALL) {
  if (!only.includes(id)) continue
  process.stderr.write(`${title}\n`)
  try {
    measured.push({ id, title, how, figures: await run(runs, tell) })
  } catch (error) {
    if (!(error instanceof Absent)) throw error
    measured.push({ id, title, how, figures: [], absent: error.message })
  }
  // A run that is ended leaves what it had.
  writeResults(out, machine, measured)
}
