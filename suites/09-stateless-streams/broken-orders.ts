// Values that are no valid order, each kind that the contract names, in every grade. Each would come out somewhere if it were let in.
import { type Random, writtenJson } from '#harness/exercise/words.ts'

/** Another JSON type than a text, and than a number. */
const NO_TEXT = [17, null, true, { id: 'x' }, ['x']]
const NO_NUMBER = ['3', null, true, { amount: 3 }, [3]]

interface Broken {
  key: string | null
  value: string | null
}

export function brokenOrders(random: Random): Broken[] {
  let made = 0
  const item = (): Record<string, unknown> => ({
    sku: random.word(),
    quantity: random.int(1, 9),
    // Some are high-value, or would be.
    unit_price: random.int(1, 90_000) / 100,
  })
  const order = (): Record<string, unknown> => ({
    order_id: `broken-${++made}-${random.word()}`,
    customer_id: 'c-0',
    region: random.pick(['US', 'EU', 'APAC']),
    items: [item(), item()],
  })
  const without = (object: object, member: string): object =>
    Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))
  /** Valid items around it, so that the first alone, or the last, says nothing. */
  const withItem = (broken: unknown): object => ({
    ...order(),
    items: random.pick([[broken], [broken, item()], [item(), broken], [item(), broken, item()]]),
  })
  const objects: unknown[] = [
    42,
    'text',
    null,
    true,
    [],
    [order()],
    {},
    without(order(), 'order_id'),
    ...NO_TEXT.map(order_id => ({ ...order(), order_id })),
    without(order(), 'items'),
    ...[null, {}, item(), 'items', 2, true, []].map(items => ({ ...order(), items })),
    ...[5, null, 'item', true, [], [item()], {}].map(withItem),
    ...['sku', 'quantity', 'unit_price'].map(member => withItem(without(item(), member))),
    ...NO_TEXT.map(sku => withItem({ ...item(), sku })),
    ...NO_NUMBER.map(quantity => withItem({ ...item(), quantity })),
    ...NO_NUMBER.map(unit_price => withItem({ ...item(), unit_price })),
  ]
  const whole = JSON.stringify(order())
  const texts = [
    '',
    ' ',
    'no json',
    '{"order_id"}',
    "{'order_id':'o-1'}",
    '{"order_id":}',
    whole.slice(0, -1),
    whole.slice(1),
  ]
  const values = [null, null, ...texts, ...objects.map(object => writtenJson(random, object))]
  return random
    .shuffle(values)
    .map(value => ({ key: random.chance(0.7) ? `o-${random.word()}` : null, value }))
}
