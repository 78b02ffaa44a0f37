// JSON as records hold it, with numbers as the decimals that were written: what binary fractions make of 0.1 + 0.2 is nobody's answer.
import Big from 'big.js'

/** A number, exactly as it was written. */
export type Decimal = Big

export type JsonValue = string | boolean | null | Decimal | JsonValue[] | JsonObject

export interface JsonObject {
  [member: string]: JsonValue
}

/** More digits, or zeros behind them, than this are no number of anybody's. */
const MOST_DIGITS = 400

interface ParserWithSource {
  parse(
    text: string,
    reviver: (member: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
}

// Node has it; the compiler's library does not name it yet.
const json = JSON as unknown as ParserWithSource
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The one JSON object that a record's value (or key) is, and nothing behind it; undefined for anything else: no value, bytes that are
 * no UTF-8, a list, a number, NaN.
 */
export function parseObject(bytes: Buffer | string | null): JsonObject | undefined {
  const value = parseJson(bytes)
  return isObject(value) ? value : undefined
}

/** As {@link parseObject}, for any JSON value. */
export function parseJson(bytes: Buffer | string | null): JsonValue | undefined {
  if (bytes === null) return undefined
  try {
    const text = typeof bytes === 'string' ? bytes : utf8.decode(bytes)
    return json.parse(text, (_member, value, { source }) =>
      typeof value === 'number' ? decimal(source ?? String(value)) : value,
    ) as JsonValue
  } catch {
    return undefined
  }
}

export const isDecimal = (value: unknown): value is Decimal => value instanceof Big

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimal(value)

/** The same value for numbers as decimals (5 and 5.0), members in any order, lists in theirs. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return jsonText(a) === jsonText(b)
}

/** The object with nothing but what is named; what it lacks stays lacking. */
export function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.filter(name => Object.hasOwn(object, name)).map(name => [name, object[name] as JsonValue]),
  )
}

/** The value as JSON, one text for all that are the same: members by name, numbers without idle zeros. */
export function jsonText(value: JsonValue): string {
  if (isDecimal(value)) return value.toString()
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map(name => `${JSON.stringify(name)}:${jsonText(value[name] as JsonValue)}`).join(',')}}`
}

/** @throws Error where no honest number is written so: what is computed with it would fill the memory */
function decimal(source: string): Decimal {
  const number = new Big(source)
  if (number.c.length > MOST_DIGITS || Math.abs(number.e) > MOST_DIGITS) throw new RangeError('too long')
  return number
}
