import { expect, test } from 'vitest'
import { Random } from '#harness/exercise/words.ts'
import { placement } from './placement.ts'

test('whatever the seed: 2 or 3 different brokers, brokers 2 and 3 lead, and a list of replicas is unsorted', () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < 1000; seed++) {
    for (const size of [2, 3] as const) {
      const partitions = placement(new Random(String(seed)), size)
      seen.add(JSON.stringify(partitions))
      expect(partitions.map(({ partition }) => partition)).toEqual([...partitions.keys()])
      for (const { replicas } of partitions) {
        expect(new Set(replicas).size).toBe(size)
        expect(replicas.every(id => [1, 2, 3].includes(id))).toBe(true)
      }
      const leaders = new Set(partitions.map(({ replicas }) => replicas[0]))
      expect(leaders.has(2) && leaders.has(3)).toBe(true)
      expect(partitions.some(({ replicas }) => replicas.join() !== replicas.toSorted().join())).toBe(true)
    }
  }
  expect(seen.size).toBeGreaterThan(500)
})
