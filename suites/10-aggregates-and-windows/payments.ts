// A payment, and the ways in which one is written: members in any order, and more of them than are named.
import { amountJson, isoTime, type Random } from '#harness/exercise/words.ts'

export interface Payment {
  customer: string
  cents: bigint
  /** Milliseconds since the epoch, whole seconds. */
  at: number
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** From 0.01 to some hundreds: whole, with one decimal, with two. */
export function someCents(random: Random): bigint {
  const [most, unit] = random.pick([
    [400, 100],
    [4000, 10],
    [40_000, 1],
  ] as const)
  return BigInt(random.int(1, most) * unit)
}

/** Each may come up to ten minutes after later ones. */
export function roughlyInOrder(random: Random, payments: readonly Payment[]): Payment[] {
  return payments
    .map(payment => ({ rank: payment.at + random.int(0, 10 * MINUTE), payment }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ payment }) => payment)
}

/** The JSON text of a payment. Numbers are written as they are, and not as a double would have them. */
export function asJson(random: Random, { customer, cents, at }: Payment): string {
  const more = random.chance(0.4)
    ? [
        `"payment_id":"${random.word()}-${random.int(1, 999)}"`,
        '"currency":"EUR"',
        `"fee":{"amount":${random.int(1, 9)}.25,"timestamp":null}`,
      ]
    : []
  const named = [
    `"customer_id":${JSON.stringify(customer)}`,
    `"amount":${amountJson(cents)}`,
    `"timestamp":"${isoTime(at)}"`,
  ]
  const members = random.chance(0.5) ? random.shuffle([...named, ...more]) : [...named, ...more]
  return `{${members.join(',')}}`
}
