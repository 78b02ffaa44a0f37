// Amounts and rates whose product is exact in whole cents; no binary fractions anywhere.
import { money, type Random } from '#harness/exercise/words.ts'

/** The highest amount that is ever fed, in cents. */
const HIGHEST = 100_000_000n

interface Decimal {
  digits: bigint
  /** 10 to the number of decimal places. */
  scale: bigint
}

function parseRate(rate: string): Decimal {
  const [whole = '', places = ''] = rate.split('.')
  return { digits: BigInt(whole + places), scale: 10n ** BigInt(places.length) }
}

/** Amount times rate, as money text. */
export function inEur(cents: bigint, rate: string): string {
  const { digits, scale } = parseRate(rate)
  const product = cents * digits
  if (product % scale !== 0n) throw new Error(`${cents} cents at ${rate} are no whole cents`)
  return money(product / scale)
}

/** The smallest amount, in cents, that gives whole cents at each of these rates, as all its multiples do. */
export function unitOf(rates: readonly string[]): bigint {
  return rates.map(parseRate).reduce((unit, { digits, scale }) => {
    const needed = scale / gcd(digits, scale)
    return (unit * needed) / gcd(unit, needed)
  }, 1n)
}

/** An amount above zero that gives whole cents at each of these rates; small ones and large ones are as frequent. */
export function amountAt(random: Random, rates: readonly string[]): bigint {
  const unit = unitOf(rates)
  const most = Number(HIGHEST / unit)
  return unit * BigInt(random.int(1, Math.min(most, 10 ** random.int(1, 8))))
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

/** What goes wrong easily: nothing, the least, the most, and products that binary fractions cut to a cent less. */
export function treacherous(
  rates: ReadonlyMap<string, readonly string[]>,
): { currency: string; cents: bigint }[] {
  return [...rates].flatMap(([currency, values]) => {
    const unit = unitOf(values)
    const cut = fallsShort(unit, values[0] ?? '1')
    const most = HIGHEST - (HIGHEST % unit)
    const amounts = currency === 'EUR' ? [0n, 29n, 99_999_999n, most] : [unit, most]
    return [...amounts, ...(cut === undefined ? [] : [cut])].map(cents => ({ currency, cents }))
  })
}

/** The least multiple of the unit whose product in binary fractions is below the exact one, so that a cent is lost where it is cut. */
function fallsShort(unit: bigint, rate: string): bigint | undefined {
  for (let times = 1n; times <= 300n; times++) {
    const cents = unit * times
    if (cents > HIGHEST) return undefined
    const exact = BigInt(inEur(cents, rate).replace('.', ''))
    if (BigInt(Math.trunc((Number(cents) / 100) * Number(rate) * 100)) < exact) return cents
  }
  return undefined
}
