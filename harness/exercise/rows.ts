// What a topic of results says: the latest record of each key, or every record once.
import type { StoredRecord } from '#harness/clients/topic-reader.ts'
import { jsonText, parseObject, pick } from './json-value.ts'

/** How a record without a key stands among those that have one. */
const NO_KEY = '(no key)'

/**
 * The latest record of each key, in the order in which keys were first seen; keys whose latest record has no value are left out. Of a key that is in several
 * partitions, which have no order among them, the one that was read last.
 */
export function latestRows<R extends Pick<StoredRecord, 'key' | 'value'>>(
  records: readonly R[],
): Map<string, R> {
  const rows = new Map<string, R>()
  for (const record of records) {
    const key = keyText(record)
    if (record.value === null) rows.delete(key)
    else rows.set(key, record)
  }
  return rows
}

/**
 * The records, each once: the same key with the same value again is left out.
 *
 * @param named where values are objects, the members that make them the same; other values are the same byte for byte
 */
export function eachRecord<R extends Pick<StoredRecord, 'key' | 'value'>>(
  records: readonly R[],
  named?: readonly string[],
): R[] {
  const seen = new Set<string>()
  return records.filter(record => {
    const { key, value } = record
    const object = named && parseObject(value)
    const what = object ? jsonText(pick(object, named)) : value?.toString('latin1')
    const identity = JSON.stringify([key?.toString('latin1'), object !== undefined, what])
    return !seen.has(identity) && seen.add(identity)
  })
}

/** A record's key as it is compared and shown. */
export function keyText({ key }: Pick<StoredRecord, 'key'>): string {
  return key === null ? NO_KEY : key.toString()
}
