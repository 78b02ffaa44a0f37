// The containers engine, where a container engine answers.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { Absent, type Measurement, seconds } from '../measurement.ts'
import { REFERENCE, runDay2 } from '../run-command.ts'
import { scratchFolder } from '../scratch.ts'

const EXERCISES = ['01', '04']

export const containers: Measurement = {
  id: 'containers',
  title: 'The containers engine',
  how: `The reference of ${EXERCISES.join(' and ')}, lab included, with \`--engine containers\` and with the embedded engine, in turn.`,
  async run(runs, tell) {
    if (spawnSync('docker', ['version']).status !== 0) throw new Absent('no container engine answers here')
    await using scratch = await scratchFolder()
    const args = ['grade', ...EXERCISES, '--submission', REFERENCE, '--own-lab', '--labs', '1']
    const reports = ['--reports', path.join(scratch.folder, 'reports')]
    const walls: { containers: number[]; embedded: number[] } = { containers: [], embedded: [] }
    for (let run = 0; run < runs; run++)
      for (const engine of ['containers', 'embedded'] as const) {
        const { wallMs } = await runDay2([...args, ...reports, '--engine', engine])
        tell(`${engine}: ${(wallMs / 1000).toFixed(1)} s`)
        walls[engine].push(wallMs)
      }
    return [seconds('containers', walls.containers), seconds('embedded', walls.embedded)]
  },
}
