// What it costs to shut programs in.
import path from 'node:path'
import type { Measurement } from '../measurement.ts'
import { REFERENCE, runDay2 } from '../run-command.ts'
import { scratchFolder } from '../scratch.ts'

export const isolation: Measurement = {
  id: 'isolation',
  title: 'Shut in, and not',
  how: 'All eight exercises in one lab with `--isolation standard` and with `--isolation none`, in turn; each ratio is of two grades that followed one another.',
  async run(runs, tell) {
    await using scratch = await scratchFolder()
    const reports = path.join(scratch.folder, 'reports')
    const args = ['grade', '--submission', REFERENCE, '--reports', reports, '--own-lab', '--labs', '1']
    const cpu: number[] = []
    const wall: number[] = []
    for (let run = 0; run < runs; run++) {
      const shut = await runDay2([...args, '--isolation', 'standard'])
      const open = await runDay2([...args, '--isolation', 'none'])
      cpu.push(shut.cpuMs / open.cpuMs)
      wall.push(shut.wallMs / open.wallMs)
      tell(`CPU ${(shut.cpuMs / 1000).toFixed(1)} s to ${(open.cpuMs / 1000).toFixed(1)} s`)
    }
    return [
      { name: 'processor time, standard to none', unit: 'ratio', samples: cpu, goal: 1.03 },
      { name: 'wall time, standard to none', unit: 'ratio', samples: wall },
    ]
  },
}
