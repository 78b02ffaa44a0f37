import { expect, test } from 'vitest'
import { partitionOf, Random, type StoredRecord } from '#harness/exercise/words.ts'
import { Orders, PARTITIONS, type SagaEvent } from './events.ts'
import type { Output } from './owed.ts'
import { isTorn } from './torn.ts'

const [created, paid] = new Orders(new Random('1')).story('completed') as [SagaEvent, SagaEvent]
const partition = partitionOf(created.order_id, PARTITIONS)
const at = (offset: bigint): Map<number, bigint> => new Map([[partition, offset]])
const record = { key: Buffer.from(created.order_id), value: null } as StoredRecord
const sent = (...topics: Output[]): Map<Output, StoredRecord[]> =>
  new Map(topics.map(topic => [topic, [record]]))

test.each<[string, bigint, Output[], boolean]>([
  ['nothing done', 0n, [], false],
  ['one done', 1n, ['payment-commands'], false],
  ['both done', 2n, ['payment-commands', 'shipping-commands'], false],
  ['sent, and not committed', 0n, ['payment-commands'], true],
  ['sent more than committed', 1n, ['payment-commands', 'shipping-commands'], true],
  ['committed, and not sent', 2n, ['payment-commands'], true],
])('%s', (_, position, topics, torn) => {
  expect(isTorn([created, paid], at(position), sent(...topics))).toBe(torn)
})

test('other partitions have positions of their own', () => {
  const other = new Map([[(partition + 1) % PARTITIONS, 2n]])
  expect(isTorn([created, paid], other, sent())).toBe(false)
  expect(isTorn([created, paid], other, sent('payment-commands'))).toBe(true)
})
