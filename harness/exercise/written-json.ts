// One JSON value can be written in many ways, and a program has to read them all: members in any order, blanks, escapes.
import type { Random } from './random.ts'

/** The value as JSON on one line, in one of the ways to write it. */
export function writtenJson(random: Random, value: unknown): string {
  const gap = random.chance(0.3) ? ' ' : ''
  const escaped = random.chance(0.2)
  const text = (plain: string): string => {
    const json = JSON.stringify(plain)
    if (!escaped) return json
    return json.replace(/[^\x20-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  }
  const write = (part: unknown): string => {
    if (typeof part === 'string') return text(part)
    if (Array.isArray(part)) return `[${part.map(write).join(`,${gap}`)}]`
    if (part === null || typeof part !== 'object') return JSON.stringify(part)
    const members = random
      .shuffle(Object.entries(part).filter(([, each]) => each !== undefined))
      .map(([name, each]) => `${text(name)}:${gap}${write(each)}`)
    return `{${members.join(`,${gap}`)}}`
  }
  return write(value)
}
