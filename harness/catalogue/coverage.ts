// Reads docs/coverage.md: which exercises and checks practise what of the guide. The page is for people; it is the one place that says so.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { PROJECT } from '#harness/host/project.ts'

export interface CoverageRow {
  /** The part of the guide, as the page's heading has it. */
  part: string
  /** Of the guide: a section, a pattern, a question, a line of its checklist. */
  topic: string
  /** Numbers of exercises (`03`), or with a check behind them (`03/survives-crash`). */
  practisedBy: string[]
}

export interface Coverage {
  rows: CoverageRow[]
  /** Numbers of exercises that are promised. */
  notThereYet: string[]
}

export async function readCoverage(file = path.join(PROJECT, 'docs/coverage.md')): Promise<Coverage> {
  return parseCoverage(await readFile(file, 'utf8'))
}

export function parseCoverage(page: string): Coverage {
  const rows: CoverageRow[] = []
  let part = ''
  for (const line of page.split('\n')) {
    part = /^## (.+)$/.exec(line)?.[1] ?? part
    const [, topic, names] = /^\| (.+?) \| (.+) \|$/.exec(line) ?? []
    if (topic === undefined || names === undefined || topic === 'In the guide' || /^-+$/.test(topic)) continue
    const practisedBy = [...names.matchAll(/`(\d\d(?:\/[a-z0-9-]+)?)`/g)].map(([, name = '']) => name)
    rows.push({ part, topic, practisedBy })
  }
  const promised = /^Not there yet: ([\d, ]+)\./m.exec(page)?.[1] ?? ''
  return { rows, notThereYet: promised.split(', ').filter(number => number !== '') }
}
