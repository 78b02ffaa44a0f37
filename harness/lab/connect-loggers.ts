// Levels of a Connect worker's loggers, which anybody may set over REST: at TRACE a worker is slow for whoever comes next.
import { z } from 'zod'
import { rest } from '#harness/clients/rest.ts'
import type { Kind } from './leftovers.ts'

/** By logger, the level in force. */
export type LoggerLevels = ReadonlyMap<string, string>

const Loggers = z.record(z.string(), z.object({ level: z.string() }))
const ROOT = 'root'

export async function readLoggerLevels(connectUrl: string): Promise<LoggerLevels> {
  const { text } = await rest(`${connectUrl}/admin/loggers`, { method: 'GET' })
  return new Map(Object.entries(Loggers.parse(JSON.parse(text))).map(([name, { level }]) => [name, level]))
}

/** Loggers whose level is not what it was when the lab was opened; one that has come to be since then has the root's. */
export const loggerLevels = (connectUrl: string, before: LoggerLevels): Kind => ({
  name: "levels of Connect's loggers",
  async look() {
    const changed = [...(await readLoggerLevels(connectUrl))].flatMap(([name, level]) => {
      const was = before.get(name) ?? nearest(name, before)
      return level === was ? [] : [{ name, level, was }]
    })
    return {
      found: changed.map(({ name, level }) => `${name}: ${level}`),
      remove: async () => {
        // The root first: those below it may take theirs from it.
        for (const { name, was } of changed.sort((a, b) => Number(b.name === ROOT) - Number(a.name === ROOT)))
          await rest(`${connectUrl}/admin/loggers/${encodeURIComponent(name)}`, {
            method: 'PUT',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ level: was }),
            repeatable: true,
          })
      },
    }
  },
})

/** The level of what is above a logger: of `org.apache` for `org.apache.kafka`. */
function nearest(name: string, levels: LoggerLevels): string | undefined {
  for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
    const level = levels.get(name.slice(0, end))
    if (level !== undefined) return level
  }
  return levels.get(ROOT)
}
