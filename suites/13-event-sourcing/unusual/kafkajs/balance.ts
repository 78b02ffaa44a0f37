import { Kafka, logLevel } from 'kafkajs'

const [account] = process.argv.slice(2)
const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const admin = kafka.admin()
await admin.connect()
const offsets = await admin.fetchTopicOffsets('account-events')
await admin.disconnect()
const left = new Map(offsets.filter(({ high }) => Number(high) > 0).map(({ partition, high }) => [partition, Number(high)]))

let cents: number | null = null
const consumer = kafka.consumer({ groupId: `balance-${process.pid}-${Date.now()}`, maxWaitTimeInMs: 300 })
await consumer.connect()
await consumer.subscribe({ topic: 'account-events', fromBeginning: true })
console.log('Reading', offsets)
await new Promise<void>(resolve => {
  if (left.size === 0) return resolve()
  void consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      if (String(message.key) === account) {
        const { type, amount = 0 } = JSON.parse(String(message.value))
        const moved = Math.round(amount * 100)
        if (type === 'opened') cents = 0
        if (type === 'deposited') cents = (cents ?? 0) + moved
        if (type === 'withdrawn') cents = (cents ?? 0) - moved
      }
      if (Number(message.offset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition)
      if (left.size === 0) resolve()
    },
  })
})
await consumer.disconnect()
console.log(JSON.stringify({ account, balance: cents === null ? null : Number(cents) / 100, currency: 'EUR' }, null, 2))
