// balance ACCOUNT: tells the balance of an account from the events in the topic alone.
import { Kafka, logLevel } from 'kafkajs'

const [account] = process.argv.slice(2)
const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const consumer = new Kafka({ brokers, logLevel: logLevel.ERROR }).consumer({
  groupId: `balance-${Date.now()}`,
})

await consumer.connect()

// TODO: read account-events from its beginning to its end, and add up what happened to the account.

await consumer.disconnect()

console.error(`balance ${account} is not done yet: see README.md`)
process.exit(1)
