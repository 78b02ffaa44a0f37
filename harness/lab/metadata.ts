// The question to a broker that every engine asks while it brings a lab up.
import { Wire } from '#harness/clients/wire.ts'

/** Ids of the brokers that the broker at `address` holds for alive (registered and not fenced). */
export async function liveBrokers(address: string): Promise<number[]> {
  const wire = new Wire(address)
  try {
    const { brokers } = await wire.metadata([])
    return brokers.map(broker => broker.id)
  } finally {
    await wire.close()
  }
}
