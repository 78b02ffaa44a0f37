// consume: prints every record of customers as a JSON object in version 2's shape.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
// TODO: which group reads everything from the beginning, each time that this program is started?
const consumer = new Kafka({ brokers, logLevel: logLevel.ERROR }).consumer({ groupId: 'customers-reader' })

await consumer.connect()

// TODO: subscribe, decode each value with the schema that wrote it, print it; stop when told to (SIGTERM).

await consumer.disconnect()

console.error('consume is not done yet: see README.md')
process.exit(1)
