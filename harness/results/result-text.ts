// result.json as text: indented for people, but with an entry of a timeline on one line, of which there may be thousands.
import { randomUUID } from 'node:crypto'
import type { GradeResult } from '#harness/results/result.ts'

export function resultText(result: GradeResult): string {
  // No text of a submission can know it.
  const mark = randomUUID()
  const timelines: string[] = []
  const whole = JSON.stringify(
    result,
    (name, value: unknown) => {
      if (name !== 'timeline' || !Array.isArray(value)) return value
      const entries = value.map(entry => `        ${JSON.stringify(entry)}`)
      timelines.push(entries.length === 0 ? '[]' : `[\n${entries.join(',\n')}\n      ]`)
      return `${mark} ${timelines.length - 1}`
    },
    2,
  )
  return `${whole.replace(new RegExp(`"${mark} (\\d+)"`, 'g'), (_, index) => timelines[Number(index)] ?? '[]')}\n`
}
