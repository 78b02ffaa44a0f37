// app: joins orders with their shipments, their customers, and the rates of their currencies. Without Kafka Streams you keep what waits,
// and what is known, yourself.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR })

interface Order {
  order_id: string
  customer_id: string
  amount: number
  currency: string
  timestamp: string
}

interface Shipment {
  shipment_id: string
  order_id: string
  carrier: string
  timestamp: string
}

interface Customer {
  name: string
  tier: string
}

const take = {
  orders: (order: Order) =>
    todo('look up customer and rate, once; find the shipment that waits, or wait for it', order),
  shipments: (shipment: Shipment) =>
    todo('find the order that waits, or wait for it: at most 24 hours apart, by their own time', shipment),
  customers: (key: string, customer: Customer) => todo('know it from now on', key, customer),
  'exchange-rates': (key: string, rate: string) => todo('know it from now on', key, rate),
}

// Which of it must be in process.env.STATE_DIR, or in Kafka, so that a crash after a commit loses nothing?
todo('know both tables whole, then take what comes', kafka.consumer({ groupId: 'joins' }), Object.keys(take))

function todo(what: string, ..._with: unknown[]): never {
  console.error(`app is not done yet (${what}): see README.md`)
  process.exit(1)
}
