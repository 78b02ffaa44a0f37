// All eight exercises, as `npm test` grades them: in one lab, in two, and in a lab that stays; and who uses the processor.
import path from 'node:path'
import { cpuSeconds, type Figure, type Measurement, seconds } from '../measurement.ts'
import { COMPONENTS } from '../processor-time.ts'
import { REFERENCE, type Run, runDay2 } from '../run-command.ts'
import { scratchFolder, stayingLab } from '../scratch.ts'

const MIB = 1024 ** 2

export const wholeGrade: Measurement = {
  id: 'whole-grade',
  title: 'All eight exercises',
  how: 'The reference, graded by `day2 grade` in turn with one lab, with two labs, and in a lab that stays; memory is what is resident, and so counts what the JVMs share more than once.',
  async run(runs, tell) {
    await using scratch = await scratchFolder()
    await using staying = await stayingLab(scratch.folder)
    const reports = path.join(scratch.folder, 'reports')
    const grade = (...more: string[]): Promise<Run> =>
      runDay2(['grade', '--submission', REFERENCE, '--reports', reports, ...more])
    const ways: Record<'one lab' | 'two labs' | 'a lab that stays', () => Promise<Run>> = {
      'one lab': () => grade('--own-lab', '--labs', '1'),
      'two labs': () => grade('--own-lab', '--labs', '2'),
      'a lab that stays': () =>
        runDay2(['grade', '--submission', REFERENCE, '--reports', reports], staying.env),
    }
    const all = new Map<string, Run[]>()
    for (let run = 0; run < runs; run++)
      for (const [way, once] of Object.entries(ways)) {
        const done = await once()
        tell(`${way}: ${(done.wallMs / 1000).toFixed(1)} s`)
        all.set(way, [...(all.get(way) ?? []), done])
      }
    const of = (way: keyof typeof ways): Run[] => all.get(way) ?? []
    const walls = (way: keyof typeof ways): number[] => of(way).map(({ wallMs }) => wallMs)
    const peak = (way: keyof typeof ways): number[] =>
      of(way).map(({ peak }) => COMPONENTS.reduce((sum, each) => sum + peak[each], 0) / MIB)
    const figures: Figure[] = [
      seconds('one lab', walls('one lab')),
      seconds('two labs', walls('two labs'), 45),
      seconds('a lab that stays', walls('a lab that stays'), 32),
      cpuSeconds(
        'one lab',
        of('one lab').map(({ cpuMs }) => cpuMs),
        45,
      ),
      cpuSeconds(
        'two labs',
        of('two labs').map(({ cpuMs }) => cpuMs),
      ),
    ]
    for (const component of COMPONENTS)
      figures.push(
        cpuSeconds(
          `one lab: ${component}`,
          of('one lab').map(({ byComponent }) => byComponent[component]),
        ),
      )
    figures.push({ name: 'resident at most, one lab', unit: 'MiB', samples: peak('one lab') })
    figures.push({
      name: 'what a second lab adds',
      unit: 'MiB',
      samples: peak('two labs').map((both, run) => both - (peak('one lab')[run] ?? 0)),
      goal: 1331,
    })
    figures.push({
      name: 'of that the grader, one lab',
      unit: 'MiB',
      samples: of('one lab').map(({ peak }) => peak.grader / MIB),
    })
    return figures
  },
}
