// Lines of a file that a connector turned into records: each once, in order within a partition.
import type { StoredRecord } from '#harness/clients/topic-reader.ts'

/**
 * The line that a record carries: the bytes as they are, a JSON string, or the payload of a JsonConverter's envelope.
 */
export function lineOf(value: Buffer | null): string | undefined {
  if (value === null) return undefined
  const text = value.toString()
  if (!text.startsWith('{') && !text.startsWith('"')) return text
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'string') return parsed
    if (parsed && typeof parsed === 'object' && 'payload' in parsed && typeof parsed.payload === 'string')
      return parsed.payload
  } catch {
    // A line that only begins like JSON.
  }
  return text
}

/** As many lines come in one append at most (the contract). */
const MOST_AT_ONCE = 500

/**
 * Why lines may lie in a task for ever: Kafka's file source stops reading a buffer where a batch is full, and goes on only when the file
 * has grown (FileStreamSourceTask.poll).
 *
 * @param config of the connector
 * @returns undefined where its batches hold a whole append
 */
export function smallBatchHint(config: Readonly<Record<string, string>> | undefined): string | undefined {
  const size = Number(config?.['batch.size'])
  if (!(size < MOST_AT_ONCE)) return undefined
  return `batch.size is ${size}: where more lines than that come at once, Kafka's file source keeps the rest until still more are appended. Its default (2000) holds all of them.`
}

export interface IngestionProblem {
  message: string
  actual: string
  /** Lines are missing; else they came too often or out of order. */
  missing: boolean
}

/**
 * What is wrong with the records, given the lines of one file (or of several: order counts within each list) that should be
 * among them; undefined where nothing is. Records of other lines are free. No two lines may be alike.
 */
export function ingestionProblem(
  lines: readonly string[],
  records: readonly StoredRecord[],
): IngestionProblem | undefined {
  const rank = new Map(lines.map((line, index) => [line, index]))
  const seen = new Map<string, number>()
  const lastRank = new Map<number, number>()
  let outOfOrder: string | undefined
  for (const { value, partition } of records) {
    const line = lineOf(value)
    const index = line === undefined ? undefined : rank.get(line)
    if (line === undefined || index === undefined) continue
    seen.set(line, (seen.get(line) ?? 0) + 1)
    if (index < (lastRank.get(partition) ?? -1)) outOfOrder ??= line
    lastRank.set(partition, index)
  }
  const quote = (line: string): string => JSON.stringify(line.length > 70 ? `${line.slice(0, 70)}…` : line)
  const missing = lines.filter(line => !seen.has(line))
  if (missing[0] !== undefined) {
    const last = records.at(-1)
    const lately = last ? `; the last record is ${quote(lineOf(last.value) ?? 'null')}` : ''
    return {
      message: `${missing.length} of ${lines.length} lines did not arrive`,
      actual: `${records.length} records${lately}; missing first: ${quote(missing[0])}`,
      missing: true,
    }
  }
  const doubled = [...seen].filter(([, count]) => count > 1)
  if (doubled[0]) {
    const [line, count] = doubled[0]
    const message = `${doubled.length} line(s) arrived more than once`
    return { message, actual: `${quote(line)} is there ${count} times`, missing: false }
  }
  if (outOfOrder !== undefined) {
    return {
      message: 'lines of one partition are out of order',
      actual: `${quote(outOfOrder)} comes after a later line`,
      missing: false,
    }
  }
  return undefined
}
