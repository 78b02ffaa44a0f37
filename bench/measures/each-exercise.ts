// Each exercise by itself in a lab that stays: what a student waits for after `day2 grade NN`.
import path from 'node:path'
import { exerciseIds, loadExercise } from '#harness/exercise/suites.ts'
import { type Figure, type Measurement, seconds } from '../measurement.ts'
import { REFERENCE, runDay2 } from '../run-command.ts'
import { scratchFolder, stayingLab } from '../scratch.ts'

/** Seconds. */
const GOALS: Record<string, number> = { '01': 4, '04': 4, '07': 4 }

export const eachExercise: Measurement = {
  id: 'each-exercise',
  title: 'Each exercise in a lab that stays',
  how: 'The reference, one `day2 grade NN` after another; the lab is put in order while nobody waits.',
  async run(runs, tell) {
    await using scratch = await scratchFolder()
    await using staying = await stayingLab(scratch.folder)
    const reports = path.join(scratch.folder, 'reports')
    const exercises = await Promise.all((await exerciseIds()).map(id => loadExercise(id)))
    const walls = new Map<string, number[]>()
    for (let run = 0; run < runs; run++)
      for (const { id } of exercises) {
        const args = ['grade', id, '--submission', REFERENCE, '--reports', reports]
        const { wallMs } = await runDay2(args, staying.env)
        tell(`${id}: ${(wallMs / 1000).toFixed(1)} s`)
        walls.set(id, [...(walls.get(id) ?? []), wallMs])
      }
    return [...walls].map(([id, ms]): Figure => seconds(id, ms, GOALS[id.slice(0, 2)]))
  },
}
