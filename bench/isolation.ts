// What does it cost to shut programs in? A grade of two exercises with and without, in turn, in one run: the ratio holds when the machine
// is busy, single figures do not.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'
import { treeUsage } from '#harness/sandbox/tree-usage.ts'
import type { Isolation } from '#harness/sandbox/view.ts'

const ROUNDS = Number(process.argv[2] ?? 3)
const EXERCISES = ['01', '04']
const GOAL = 1.03
const SAMPLE_MS = 100

/** Processor time of a whole grade in milliseconds: of all that it was. */
async function cpuOf(isolation: Isolation): Promise<number> {
  const reports = await mkdtemp(path.join(os.tmpdir(), 'day2-bench-'))
  try {
    const cli = path.join(PROJECT, 'harness/cli.ts')
    const options = ['--isolation', isolation, '--labs', '1', '--seed', 'bench', '--no-control']
    const grade = ['grade', ...EXERCISES, '--engine', 'embedded', '--submission', 'solutions', ...options]
    const command = [cli, ...grade, '--reports', reports]
    const child = spawn(process.execPath, command, { cwd: PROJECT, stdio: ['ignore', 'ignore', 'inherit'] })
    // What dies with its namespace is counted by nobody's parent, so what has been used is added up as it grows.
    let [before, sum] = [0, 0]
    const sampling = setInterval(() => {
      const { cpuMs } = treeUsage(child.pid === undefined ? [] : [child.pid])
      sum += Math.max(0, cpuMs - before)
      before = cpuMs
    }, SAMPLE_MS)
    const code = await new Promise<number | null>(resolve => child.once('close', resolve))
    clearInterval(sampling)
    if (code !== 0) throw new Error(`the grade with --isolation ${isolation} ended with exit code ${code}`)
    return sum
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

// The first grade fills the page cache, and the cache of archives.
await cpuOf('none')
const ratios: number[] = []
for (let round = 1; round <= ROUNDS; round++) {
  // Who comes first has the colder machine: in turn.
  const first = round % 2 === 0 ? 'none' : 'strict'
  const second = first === 'none' ? 'strict' : 'none'
  const cpu = new Map([[first, await cpuOf(first)] as const, [second, await cpuOf(second)] as const])
  const [shut = Number.NaN, open = Number.NaN] = [cpu.get('strict'), cpu.get('none')]
  ratios.push(shut / open)
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s CPU`
  process.stdout.write(`round ${round}: strict ${seconds(shut)}, none ${seconds(open)}\n`)
}
const ratio = median(ratios)
process.stdout.write(`median ratio strict / none: ${ratio.toFixed(3)} (goal: at most ${GOAL})\n`)
process.exitCode = ratio <= GOAL ? 0 : 1
