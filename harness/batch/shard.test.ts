import { expect, test } from 'vitest'
import { belongsTo, parseShard } from './shard.ts'

test('each key belongs to exactly one of the shards', () => {
  for (let key = 0; key < 200; key++) {
    const of = (index: number) => belongsTo(parseShard(`${index}/3`), `key ${key}`)
    expect([1, 2, 3].filter(of)).toHaveLength(1)
  }
})

test.each(['0/3', '4/3', '1', 'a/b', '1/0', '-1/2'])('%s is no part of a whole', text => {
  expect(() => parseShard(text)).toThrow('--shard needs a part of a whole such as 2/5')
})
