// The findings as a person reads them: a line each, what to do below it, and the engines at the end.
import pc from 'picocolors'
import type { EngineName } from '#harness/lab/lab.ts'
import type { Look } from '#harness/results/terminal-look.ts'
import { columns, padEnd, wrap } from '#harness/results/terminal-text.ts'
import type { Usable } from './engines.ts'
import type { Finding, State } from './finding.ts'

const SIGNS: Record<State, string> = { good: '✔', hint: '⚠', bad: '✘' }
const SYSTEMS = { debian: 'Debian, Ubuntu', macos: 'macOS', windows: 'Windows' } as const

export function renderDoctor(findings: readonly Finding[], engines: readonly Usable[], look: Look): string {
  const { bold, dim } = pc.createColors(look.colour)
  const names = [...findings.map(({ what }) => what), ...engines.map(({ engine }) => engine)]
  const nameWidth = Math.max(...names.map(columns))
  const lines: string[] = []
  for (const { what, state, text, ways } of findings) {
    lines.push(...row(state, what, text, nameWidth, look))
    if (state === 'good' || !ways) continue
    // Commands are for copying: they are never wrapped.
    for (const system of ['debian', 'macos', 'windows'] as const)
      lines.push(`    ${' '.repeat(nameWidth)}  ${dim(padEnd(SYSTEMS[system], 14))}  ${ways[system]}`)
  }
  lines.push('', bold('Ways to run the lab'))
  for (const { engine, usable, text } of engines)
    lines.push(...row(usable ? 'good' : 'bad', engine, text, nameWidth, look))
  return `${lines.join('\n')}\n`
}

/** The last line: what the doctor's exit code says. */
export function renderEnd(usable: EngineName | undefined, trial: 'ran' | 'failed' | 'not tried'): string {
  if (usable === undefined) return '\nNo grade can run here yet: see what is marked ✘ above.\n'
  if (trial === 'failed') return '\nNo grade can run here yet: the lab did not open, see above.\n'
  const command = `npx day2 grade${usable === 'attached' ? ' --engine attached …' : ''}`
  return trial === 'ran'
    ? `\nA grade can run here: ${command}\n`
    : `\nNothing is missing for a grade, as far as can be seen without opening a lab: ${command}\n`
}

function row(state: State, name: string, text: string, nameWidth: number, look: Look): string[] {
  const { bold, green, red, yellow } = pc.createColors(look.colour)
  const paint = { good: green, hint: yellow, bad: red }[state]
  const indent = nameWidth + 6
  return wrap(text, Math.max(30, look.width - indent)).map((line, index) =>
    index === 0
      ? `  ${paint(SIGNS[state])} ${bold(padEnd(name, nameWidth))}  ${line}`
      : ' '.repeat(indent) + line,
  )
}
