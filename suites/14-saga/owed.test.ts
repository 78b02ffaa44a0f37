import { expect, test } from 'vitest'
import type { EventType } from './events.ts'
import { Saga } from './owed.ts'

function owedAfter(...types: EventType[]): string[] {
  const saga = new Saga()
  for (const type of types)
    saga.add({ event_id: 'e', type, order_id: 'o', ...(type === 'ORDER_CREATED' ? { amount: 12.5 } : {}) })
  return saga.owed().map(({ topic, json }) => `${topic} ${json}`)
}

const PAY = 'payment-commands {"order_id":"o","amount":12.5}'
const SHIP = 'shipping-commands {"order_id":"o"}'
const REFUND = 'refund-commands {"order_id":"o","amount":12.5}'
const COMPLETED = 'order-outcomes {"order_id":"o","outcome":"COMPLETED"}'
const CANCELLED = 'order-outcomes {"order_id":"o","outcome":"CANCELLED"}'

test.each<[EventType[], string[]]>([
  [['ORDER_CREATED'], [PAY]],
  [
    ['ORDER_CREATED', 'PAYMENT_COMPLETED'],
    [PAY, SHIP],
  ],
  [
    ['ORDER_CREATED', 'PAYMENT_FAILED'],
    [PAY, CANCELLED],
  ],
  [
    ['ORDER_CREATED', 'PAYMENT_COMPLETED', 'SHIPMENT_COMPLETED'],
    [PAY, SHIP, COMPLETED],
  ],
  [
    ['ORDER_CREATED', 'PAYMENT_COMPLETED', 'SHIPMENT_FAILED'],
    [PAY, SHIP, REFUND, CANCELLED],
  ],
])('after %s', (types, owed) => {
  expect(owedAfter(...types)).toEqual(owed)
  expect(owedAfter(...types.toReversed()), 'whatever the order').toEqual(owed)
  expect(owedAfter(...types, ...types), 'however often').toEqual(owed)
})

test.each<[EventType[], string[]]>([
  [['PAYMENT_COMPLETED'], []],
  [['PAYMENT_FAILED'], []],
  [['SHIPMENT_FAILED', 'PAYMENT_COMPLETED'], []],
  [['ORDER_CREATED', 'SHIPMENT_COMPLETED'], [PAY]],
])('nothing before its turn: %s', (types, owed) => {
  expect(owedAfter(...types)).toEqual(owed)
})
