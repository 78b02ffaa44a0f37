import { expect, test } from 'vitest'
import { OrderGate } from './order-gate.ts'

test('drained, it lets nothing in and waits for what is under way, also for what fails', async () => {
  const gate = new OrderGate()
  const slow = Promise.withResolvers<string>()
  const failing = Promise.withResolvers<string>()
  const first = gate.pass(() => slow.promise)
  const second = gate.pass(() => failing.promise)
  let drained = false
  const draining = gate.drain().then(() => {
    drained = true
  })
  await expect(gate.pass(async () => 'late')).rejects.toThrow('the exercise is over')
  failing.reject(new Error('no such broker'))
  await expect(second).rejects.toThrow('no such broker')
  expect(drained).toBe(false)
  slow.resolve('done')
  expect(await first).toBe('done')
  await draining
  await expect(gate.pass(async () => 'still shut')).rejects.toThrow('the exercise is over')
  gate.open()
  expect(await gate.pass(async () => 'open again')).toBe('open again')
})
