// app: decides commands into events, and keeps a table of balances.
import { Kafka, logLevel } from 'kafkajs'

const brokers = (process.env.BOOTSTRAP_SERVERS ?? 'localhost:9092,localhost:9093,localhost:9094').split(',')
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR })
const consumer = kafka.consumer({ groupId: 'accounts' })
const producer = kafka.producer({ idempotent: true })

interface Command {
  command_id: string
  type: 'open' | 'deposit' | 'withdraw'
  amount?: number
}

await Promise.all([consumer.connect(), producer.connect()])

// TODO: what is known of the accounts when it is started again?

await consumer.subscribe({ topic: 'commands', fromBeginning: true })
await consumer.run({
  eachMessage: async ({ message }) => {
    const account = String(message.key)
    const command: Command = JSON.parse(String(message.value))
    console.log(account, command)
    // TODO: decide, write the event to account-events and the balance to account-balances. What if it is killed right here?
  },
})

// TODO: remove these lines when it is done; and end on SIGTERM.
console.error('app is not done yet: see README.md')
process.exit(1)
