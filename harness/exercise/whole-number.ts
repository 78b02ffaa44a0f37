// A whole number as results hold it, whatever serializer wrote it.

/** A long beyond what JavaScript counts exactly is rather a text of eight letters. */
const MOST = BigInt(Number.MAX_SAFE_INTEGER)

/** Decimal digits, or an 8-byte big-endian long (eight ASCII digits are a text); undefined for anything else. */
export function wholeNumber(value: Buffer | null): bigint | undefined {
  if (value === null) return undefined
  const text = value.toString('latin1')
  if (/^-?\d{1,15}$/.test(text)) return BigInt(text)
  if (value.length !== 8) return undefined
  const long = value.readBigInt64BE()
  return long >= -MOST && long <= MOST ? long : undefined
}
