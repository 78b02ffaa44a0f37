import { expect, test } from 'vitest'
import { partitionOf } from './partition-of.ts'

// Made by org.apache.kafka.common.utils.Utils of kafka-clients 4.3.1: toPositive(murmur2(key)) % 3, 6 and 12.
test.each([
  ['', 0, 3, 9],
  ['a', 1, 4, 4],
  ['ab', 2, 2, 2],
  ['abc', 0, 3, 3],
  ['abcd', 2, 2, 8],
  ['abcde', 1, 1, 1],
  ['o-81', 0, 0, 0],
  ['c-7', 0, 3, 9],
  ['user1', 0, 0, 6],
  ['tenant-a', 0, 3, 3],
  ['é', 0, 3, 3],
  ['konto-äöü-ß', 2, 5, 5],
  ['日本語', 1, 4, 10],
  ['🙂', 0, 3, 3],
  ['The quick brown fox jumps over the lazy dog', 0, 0, 6],
  ['0123456789012345678901234567890123456789', 0, 0, 6],
] as const)('%j: as the Java client says', (key, of3, of6, of12) => {
  expect([3, 6, 12].map(count => partitionOf(key, count))).toEqual([of3, of6, of12])
  expect(partitionOf(Buffer.from(key), 6)).toBe(of6)
})
