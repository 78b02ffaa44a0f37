// The known-wrong cases that are told latest, from the last whole run of `day2 verify`.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { PROJECT } from '#harness/host/project.ts'
import { CaseResult } from '#harness/verify/judge-case.ts'
import { Absent, type Measurement, median, seconds } from '../measurement.ts'

const FILE = path.join(PROJECT, 'reports/verify.json')
const MOST = 30

export const slowestCases: Measurement = {
  id: 'slowest-cases',
  title: 'Wrong work, told',
  how: `The ${MOST} slowest wrong cases of the last \`day2 verify\` (reports/verify.json), from laying out to the last verdict, and the median of all; several labs were at work side by side.`,
  async run() {
    if (!existsSync(FILE)) throw new Absent('there is no reports/verify.json: `npx day2 verify` first')
    const { results } = z
      .object({ results: z.array(CaseResult) })
      .parse(JSON.parse(readFileSync(FILE, 'utf8')))
    const wrong = results.filter(({ kind }) => kind === 'wrong').sort((a, b) => b.durationMs - a.durationMs)
    if (wrong.length < MOST)
      throw new Absent(`it has only ${wrong.length} wrong cases: \`npx day2 verify\` runs all`)
    return [
      seconds(`median of ${wrong.length}`, [median(wrong.map(({ durationMs }) => durationMs))], 12),
      ...wrong
        .slice(0, MOST)
        .map(({ exercise, name, durationMs }) => seconds(`${exercise}/${name}`, [durationMs], 75)),
    ]
  },
}
