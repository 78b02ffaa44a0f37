// Amounts of money, in whole cents: as text of a result, and as the number that stands in an input.
import { isDecimal, type JsonValue } from './json-value.ts'

/** `12.50`, `-3.00` */
export function money(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The cents of a text with exactly two decimals, no exponent and no separators; undefined for anything else. */
export function parseMoney(value: Buffer | string | null): bigint | undefined {
  const text = typeof value === 'string' ? value : (value?.toString('latin1') ?? '')
  return /^-?(?:0|[1-9]\d{0,30})\.\d\d$/.test(text) ? BigInt(text.replace('.', '')) : undefined
}

/** The number as JSON has it: `12.5`, `-3`, with at most two decimals, whole ones without a point. */
export function amountJson(cents: bigint): string {
  return money(cents).replace(/\.?0{1,2}$/, '')
}

/** The cents of a JSON number with at most two decimals; undefined for anything else. */
export function centsOf(value: JsonValue | undefined): bigint | undefined {
  if (!isDecimal(value)) return undefined
  const cents = value.times(100)
  return cents.eq(cents.round()) ? BigInt(cents.toFixed(0)) : undefined
}
