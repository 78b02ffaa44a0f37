// What was measured, as JSON, as Markdown and as a picture.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { markdownCell } from '#harness/results/markdown-cell.ts'
import { draw, Plot } from '#harness/results/pictures/canvas.ts'
import { type Figure, type Measurement, median } from './measurement.ts'

export interface Measured extends Pick<Measurement, 'id' | 'title' | 'how'> {
  figures: Figure[]
  /** Why there are none. */
  absent?: string
}

export interface Machine {
  at: string
  /** Of the project. */
  commit: string
  cores: number
  processor: string
  memoryGib: number
  kernel: string
  java: string
  node: string
  /** The load average of the last minute, before the first measurement. */
  load: number
  runs: number
}

export function machineNow(java: string, runs: number): Machine {
  return {
    at: new Date().toISOString(),
    commit: commitHere(),
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model ?? 'unknown',
    memoryGib: Math.round(os.totalmem() / 1024 ** 3),
    kernel: `${os.type()} ${os.release()}`,
    java,
    node: process.versions.node,
    load: Number(os.loadavg()[0]?.toFixed(1)),
    runs,
  }
}

/** Not everybody has got the project by git. */
function commitHere(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
  } catch {
    return 'an unknown commit'
  }
}

export function writeResults(folder: string, machine: Machine, all: readonly Measured[]): void {
  writeFileSync(
    path.join(folder, 'results.json'),
    `${JSON.stringify({ machine, measurements: all }, null, 2)}\n`,
  )
  writeFileSync(path.join(folder, 'RESULTS.md'), markdown(machine, all))
  const picture = pictureOf(all)
  if (picture) writeFileSync(path.join(folder, 'results.svg'), picture)
}

export function markdown(machine: Machine, all: readonly Measured[]): string {
  const { at, commit, cores, processor, memoryGib, kernel, java, node, load, runs } = machine
  const lines = [
    '# Measured',
    '',
    `Written by \`npm run bench\` on ${at.slice(0, 10)} at ${commit}: ${cores} cores (${processor}), ${memoryGib} GiB, ${kernel}, JDK ${java}, Node ${node}; ` +
      `load ${load} before the first measurement; ${runs} runs of each, of which the median counts. Goals are those for two idle cores.`,
    '',
    '![What a command takes, in seconds, and the goals in red](results.svg)',
  ]
  for (const { title, how, figures, absent } of all) {
    lines.push('', `## ${title}`, '', how, '')
    if (absent !== undefined) lines.push(`Not measured: ${absent}.`)
    else
      lines.push('| | median | least to most | goal |', '| --- | ---: | ---: | ---: |', ...figures.map(row))
  }
  return `${lines.join('\n')}\n`
}

function row({ name, unit, samples, goal }: Figure): string {
  const shown = (value: number): string =>
    value.toFixed(unit === 'MiB' || unit === 'an hour' ? 0 : unit === 'ratio' ? 2 : 1)
  const middle = median(samples)
  const spread = samples.length > 1 ? `${shown(Math.min(...samples))} to ${shown(Math.max(...samples))}` : ''
  const kept = goal === undefined ? '' : `${middle <= goal ? '✔' : '✘'} ≤ ${shown(goal)}`
  const measured = `${shown(middle)}${unit === 'ratio' ? '' : ` ${unit}`}`
  return `| ${markdownCell(name)} | ${measured} | ${spread} | ${kept} |`
}

function pictureOf(all: readonly Measured[]): string | undefined {
  const bars = all
    .filter(({ id }) => id === 'whole-grade' || id === 'each-exercise' || id === 'save-to-verdict')
    .flatMap(({ title, figures }) =>
      figures
        .filter(({ unit }) => unit === 's')
        .map(({ name, samples, goal }) => ({
          name: `${title}: ${name}`,
          seconds: median(samples),
          least: Math.min(...samples),
          most: Math.max(...samples),
          goal,
        })),
    )
  if (bars.length === 0) return undefined
  const svg = draw('seconds a command takes', {
    marginLeft: 330,
    height: 60 + bars.length * 26,
    x: { label: 'seconds', grid: true },
    y: { label: null, domain: bars.map(({ name }) => name) },
    marks: [
      Plot.barX(bars, { x: 'seconds', y: 'name', fill: '#4269d0' }),
      Plot.ruleY(bars, { x1: 'least', x2: 'most', y: 'name', stroke: '#222', strokeWidth: 2 }),
      Plot.tickX(
        bars.filter(({ goal }) => goal !== undefined),
        { x: 'goal', y: 'name', stroke: '#c4302b', strokeWidth: 3 },
      ),
    ],
  })
  // It is shown as an image, and there it has no page around it that gives it colours and letters.
  return svg.replace(
    '<svg ',
    '<svg xmlns="http://www.w3.org/2000/svg" style="background: #fff; color: #222; font-family: sans-serif" ',
  )
}
