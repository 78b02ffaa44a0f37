import { Kafka, logLevel } from 'kafkajs'

interface Fact {
  command_id: string
  type: string
  amount?: number
}

interface Account {
  /** Undefined until it is opened. */
  cents?: number
  seen: Set<string>
}

const kafka = new Kafka({ brokers: (process.env.BOOTSTRAP_SERVERS ?? '').split(','), logLevel: logLevel.ERROR })
const producer = kafka.producer({ idempotent: true })
let turn = 0
const accounts = new Map<string, Account>()

function accountOf(id: string): Account {
  const account = accounts.get(id) ?? { seen: new Set() }
  accounts.set(id, account)
  return account
}

function apply(account: Account, { command_id, type, amount = 0 }: Fact): void {
  account.seen.add(command_id)
  const cents = Math.round(amount * 100)
  if (type === 'opened') account.cents = 0
  if (type === 'deposited') account.cents = (account.cents ?? 0) + cents
  if (type === 'withdrawn') account.cents = (account.cents ?? 0) - cents
}

function decide({ cents }: Account, { type, amount = 0 }: Fact): string {
  if (type === 'open') return cents === undefined ? 'opened' : 'rejected'
  if (cents === undefined || amount <= 0) return 'rejected'
  if (type === 'deposit') return 'deposited'
  return Math.round(amount * 100) <= cents ? 'withdrawn' : 'rejected'
}

/** What has happened is read again at each start: the events are all that is kept. */
async function replay(): Promise<void> {
  const admin = kafka.admin()
  await admin.connect()
  const left = new Map<number, number>()
  for (const { partition, high } of await admin.fetchTopicOffsets('account-events'))
    if (Number(high) > 0) left.set(partition, Number(high))
  await admin.disconnect()
  if (left.size === 0) return
  const consumer = kafka.consumer({ groupId: `replay-${Date.now()}`, maxWaitTimeInMs: 300 })
  await consumer.connect()
  await consumer.subscribe({ topic: 'account-events', fromBeginning: true })
  await new Promise<void>(resolve => {
    void consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        apply(accountOf(String(message.key)), JSON.parse(String(message.value)))
        if (Number(message.offset) + 1 >= (left.get(partition) ?? 0)) left.delete(partition)
        if (left.size === 0) resolve()
      },
    })
  })
  await consumer.disconnect()
}

await producer.connect()
await replay()
const consumer = kafka.consumer({ groupId: 'accounts-by-hand', maxWaitTimeInMs: 300 })
await consumer.connect()
await consumer.subscribe({ topic: 'commands', fromBeginning: true })
await consumer.run({
  autoCommitInterval: 1000,
  eachMessage: async ({ message }) => {
    const key = String(message.key)
    const account = accountOf(key)
    const command: Fact = JSON.parse(String(message.value))
    if (account.seen.has(command.command_id)) return
    const event = { command_id: command.command_id, type: decide(account, command), amount: command.amount }
    apply(account, event)
    await producer.send({ topic: 'account-events', messages: [{ key, partition: turn++ % 6, value: JSON.stringify(event) }] })
    const balance = account.cents === undefined ? null : (account.cents / 100).toFixed(2)
    await producer.send({ topic: 'account-balances', messages: [{ key, value: balance }] })
  },
})
process.once('SIGTERM', async () => {
  await consumer.disconnect()
  process.exit(0)
})
