import fs from 'node:fs'
import { Kafka, logLevel } from 'kafkajs'

const MINUTE = 60_000
const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.NOTHING })
const producer = kafka.producer()
const consumer = kafka.consumer({ groupId: 'windows', maxWaitTimeInMs: 200 })
const file = `${process.env.STATE_DIR ?? '.'}/state.json`
const state = fs.existsSync(file)
  ? JSON.parse(fs.readFileSync(file, 'utf8'))
  : { positions: {}, counts: {}, cents: {}, windows: {}, sessions: {} }

const iso = at => new Date(at).toISOString().replace('.000Z', 'Z')
const money = cents => (cents / 100).toFixed(2)
const startOf = (at, minutes) => Math.floor(at / (minutes * MINUTE)) * minutes * MINUTE

/** The rows that one payment changes. */
function rowsOf({ customer_id: customer, amount, timestamp }) {
  const at = Date.parse(timestamp)
  state.counts[customer] = (state.counts[customer] ?? 0) + 1
  state.cents[customer] = (state.cents[customer] ?? 0) + Math.round(amount * 100)
  const rows = [
    ['payment-counts', customer, state.counts[customer]],
    ['customer-spending', customer, money(state.cents[customer])],
  ]
  const inWindow = (topic, start) => {
    const key = `${customer}@${iso(start)}`
    state.windows[`${topic} ${key}`] = (state.windows[`${topic} ${key}`] ?? 0) + 1
    rows.push([topic, key, state.windows[`${topic} ${key}`]])
  }
  inWindow('payments-per-5-minutes', startOf(at, 5))
  inWindow('payments-per-10-minutes', startOf(at, 5))
  inWindow('payments-per-10-minutes', startOf(at, 5) - 5 * MINUTE)
  return [...rows, ...sessionRows(customer, at)]
}

function sessionRows(customer, at) {
  const row = ({ first, last, count }) => ['payment-sessions', `${customer}@${iso(first)}/${iso(last)}`, count]
  const sessions = state.sessions[customer] ?? []
  const near = ({ first, last }) => at >= first - 30 * MINUTE && at <= last + 30 * MINUTE
  const joined = sessions.filter(near)
  const session = {
    first: Math.min(at, ...joined.map(({ first }) => first)),
    last: Math.max(at, ...joined.map(({ last }) => last)),
    count: joined.reduce((sum, { count }) => sum + count, 1),
  }
  state.sessions[customer] = [...sessions.filter(each => !near(each)), session]
  return [...joined.map(each => row({ ...each, count: null })), row(session)]
}

const waiting = []
let timer

async function writeAll() {
  timer = undefined
  for (const [topic, own] of Map.groupBy(waiting.splice(0), ([topic]) => topic)) {
    const written = own.map(([, key, value]) => ({ key, value: value === null ? null : `${value}` }))
    await producer.send({ topic, messages: written })
  }
}

await producer.connect()
await consumer.connect()
await consumer.subscribe({ topics: ['payments'], fromBeginning: true })
await consumer.run({
  autoCommitInterval: 300,
  eachBatch: async ({ batch: { partition, messages } }) => {
    // The group's position may lie behind that of the state.
    const fresh = messages.filter(({ offset }) => Number(offset) >= (state.positions[partition] ?? 0))
    const rows = fresh.flatMap(({ value }) => rowsOf(JSON.parse(value)))
    waiting.push(...rows)
    timer ??= setTimeout(writeAll, 6000)
    if (fresh.length > 0) state.positions[partition] = Number(fresh.at(-1).offset) + 1
    fs.writeFileSync(`${file}.new`, JSON.stringify(state))
    fs.renameSync(`${file}.new`, file)
  },
})
