// app: keeps five tables of what customers pay: in all, in windows of five and of ten minutes, and in sessions.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING })

interface Payment {
  customer_id: string
  amount: number
  timestamp: string
}

/** A row of a result; null ends it. */
type Row = [topic: string, key: string, value: string | null]

/** The rows that one payment changes. */
function rowsOf({ customer_id, amount, timestamp }: Payment): Row[] {
  // TODO: payment-counts, customer-spending, payments-per-5-minutes, payments-per-10-minutes, payment-sessions
  console.error(`app is not done yet: see README.md (${customer_id} paid ${amount} at ${timestamp})`)
  process.exit(1)
}

const producer = kafka.producer()
const consumer = kafka.consumer({ groupId: 'aggregates-and-windows' })
await producer.connect()
await consumer.connect()
// TODO: read payments from the beginning, and write the rows of each payment.
// TODO: keep what was counted, and up to where, in STATE_DIR (or in a topic), so that both outlive a crash.
rowsOf({ customer_id: 'nobody', amount: 0, timestamp: new Date().toISOString() })
