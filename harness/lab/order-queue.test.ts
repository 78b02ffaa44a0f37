import { expect, test } from 'vitest'
import { OrderQueue } from './order-queue.ts'

test('orders are carried out one after the other, also after one that failed', async () => {
  const queue = new OrderQueue()
  const log: string[] = []
  const gate = Promise.withResolvers<void>()
  const first = queue.take(async () => {
    log.push('first begins')
    await gate.promise
    log.push('first ends')
    throw new Error('first failed')
  })
  const second = queue.take(async () => log.push('second'))
  const other = new OrderQueue().take(async () => log.push('of another queue'))
  await other
  gate.resolve()
  await expect(first).rejects.toThrow('first failed')
  await second
  expect(log).toEqual(['first begins', 'of another queue', 'first ends', 'second'])
})
