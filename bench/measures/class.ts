// A class: how many whole submissions an hour, and what one costs.
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { selectExercises } from '#harness/exercise/suites.ts'
import { PROJECT } from '#harness/host/project.ts'
import { casesIn, layOut } from '#harness/verify/cases.ts'
import { cpuSeconds, type Figure, type Measurement } from '../measurement.ts'
import { REFERENCE, runDay2 } from '../run-command.ts'
import { scratchFolder } from '../scratch.ts'

/** Hand-ins of a class: enough that the start of the labs does not count for much, few enough to wait for. */
const PEOPLE = 8
const HOUR_MS = 3_600_000

export const classOfEight: Measurement = {
  id: 'class',
  title: 'A class',
  how: `\`day2 batch\` on ${PEOPLE} whole submissions, each the reference with another exercise done wrong in a known way; with one lab and with two, in turn, once.`,
  async run(_, tell) {
    await using scratch = await scratchFolder()
    const handedIn = path.join(scratch.folder, 'class')
    await handIn(handedIn, path.join(scratch.folder, 'case'))
    const figures: Figure[] = []
    for (const labs of [1, 2]) {
      const reports = path.join(scratch.folder, `reports-${labs}`)
      const run = await runDay2([
        'batch',
        handedIn,
        '--reports',
        reports,
        '--labs',
        String(labs),
        '--no-control',
      ])
      const hourly = (PEOPLE * HOUR_MS) / run.wallMs
      tell(`labs ${labs}: ${hourly.toFixed(0)} an hour`)
      figures.push(
        { name: `submissions an hour, labs: ${labs}`, unit: 'an hour', samples: [hourly] },
        cpuSeconds(`a submission, labs: ${labs}`, [run.cpuMs / PEOPLE]),
      )
    }
    return figures
  },
}

/**
 * Person N has the N-th exercise wrong.
 *
 * @param desk where a case is laid out
 */
async function handIn(folder: string, desk: string): Promise<void> {
  const exercises = await selectExercises([])
  for (const [person, wrong] of exercises.entries()) {
    const own = path.join(folder, `person-${person + 1}`)
    for (const id of exercises) {
      const [given] = await casesIn(id, 'wrong', PROJECT)
      if (id === wrong && given) {
        await layOut(given, desk)
        await cp(path.join(desk, id), path.join(own, id), { recursive: true })
      } else await cp(path.join(REFERENCE, id), path.join(own, id), { recursive: true })
    }
  }
}
