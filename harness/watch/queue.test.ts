import { expect, test } from 'vitest'
import { Queue } from './queue.ts'

const ORDER = ['01-one', '02-two', '03-three']

test('what was saved comes first, and what was dropped over it behind that', () => {
  const queue = new Queue(ORDER)
  queue.push(ORDER)
  expect(queue.take()).toEqual(ORDER)
  queue.push(['03-three'])
  queue.putBack(['02-two', '03-three'])
  expect(queue.all).toEqual(['03-three', '02-two'])
  expect(queue.take()).toEqual(['03-three'])
  expect(queue.take()).toEqual(['02-two'])
  expect(queue.take()).toEqual([])
})

test('what was saved before is not forgotten, and what nobody watches is left out', () => {
  const queue = new Queue(ORDER)
  queue.push(['01-one'])
  queue.push(['02-two', '09-nine'])
  expect(queue.take()).toEqual(['02-two'])
  expect(queue.take()).toEqual(['01-one'])
})
