// How much do start-up archives, the copied storage and starting side by side save? Our lab start against a plain start of the same
// components, in turn: the ratios hold when the machine is busy, single figures do not.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { cpuSeconds, type Measurement, seconds } from '../measurement.ts'

interface Measured {
  wallMs: number
  /** Processor time of the process and of all JVMs. */
  cpuMs: number
}

export const labStart: Measurement = {
  id: 'lab-start',
  title: 'The start of a lab',
  how: 'Three brokers, a registry and a Connect worker: as a grade opens them, and with their defaults and storage that StorageTool formats, in turn; the first start of each kind is not counted.',
  async run(runs, tell) {
    await once('ours')
    await once('plain')
    const pairs: { ours: Measured; plain: Measured }[] = []
    for (let run = 0; run < runs; run++) {
      const pair = { plain: await once('plain'), ours: await once('ours') }
      tell(`ours ${(pair.ours.wallMs / 1000).toFixed(1)} s, plain ${(pair.plain.wallMs / 1000).toFixed(1)} s`)
      pairs.push(pair)
    }
    const of = (way: 'ours' | 'plain', what: keyof Measured): number[] => pairs.map(pair => pair[way][what])
    const ratio = (what: keyof Measured): number[] => pairs.map(({ ours, plain }) => ours[what] / plain[what])
    return [
      seconds('ours', of('ours', 'wallMs')),
      seconds('plain', of('plain', 'wallMs')),
      cpuSeconds('ours', of('ours', 'cpuMs')),
      cpuSeconds('plain', of('plain', 'cpuMs')),
      { name: 'wall time, ours to plain', unit: 'ratio', samples: ratio('wallMs'), goal: 0.5 },
      { name: 'processor time, ours to plain', unit: 'ratio', samples: ratio('cpuMs'), goal: 0.5 },
    ]
  },
}

function once(way: 'ours' | 'plain'): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, '../start-once.ts')
    const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', script, way], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
    })
    child.on('error', reject)
    child.on('close', code =>
      code === 0 ? resolve(JSON.parse(out) as Measured) : reject(new Error(`${way}: exit code ${code}`)),
    )
  })
}
