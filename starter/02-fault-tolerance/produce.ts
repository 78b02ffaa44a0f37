// produce: sends every line of standard input to fault-test, whatever happens to one broker.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR })

// TODO: which settings make this producer survive the loss of a broker?
const producer = kafka.producer()
await producer.connect()

// TODO: read standard input and send each line as it comes.

await producer.disconnect()

console.error('produce is not done yet: see README.md')
process.exit(1)
