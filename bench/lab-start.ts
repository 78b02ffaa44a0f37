// How much do start-up archives, the copied storage and starting side by side save? Our lab start against a plain start of the
// same components, in turn, in one run: the ratios hold when the machine is busy, single figures do not.
import { spawn } from 'node:child_process'
import path from 'node:path'

interface Measured {
  wallMs: number
  /** CPU time of the process and of all JVMs, in milliseconds. */
  cpuMs: number
}

const ROUNDS = Number(process.argv[2] ?? 3)
const GOAL = 0.5

function once(way: 'ours' | 'plain'): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, 'start-once.ts')
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

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const rounds: { ours: Measured; plain: Measured }[] = []
// The first start of each fills the page cache.
await once('ours')
for (let round = 1; round <= ROUNDS; round++) {
  const pair = { plain: await once('plain'), ours: await once('ours') }
  rounds.push(pair)
  const show = ({ wallMs, cpuMs }: Measured): string =>
    `${(wallMs / 1000).toFixed(1)} s wall, ${(cpuMs / 1000).toFixed(1)} s CPU`
  process.stdout.write(`round ${round}: plain ${show(pair.plain)}; ours ${show(pair.ours)}\n`)
}
const wall = median(rounds.map(({ ours, plain }) => ours.wallMs / plain.wallMs))
const cpu = median(rounds.map(({ ours, plain }) => ours.cpuMs / plain.cpuMs))
process.stdout.write(
  `median ratio ours / plain: wall ${wall.toFixed(2)}, CPU ${cpu.toFixed(2)} (goal: at most ${GOAL} of both)\n`,
)
process.exitCode = wall <= GOAL && cpu <= GOAL ? 0 : 1
