import { expect, test } from 'vitest'
import { median } from './measurement.ts'
import { type Machine, markdown } from './report.ts'

const MACHINE: Machine = {
  at: '2026-01-02T03:04:05Z',
  commit: 'abc',
  cores: 2,
  processor: 'one',
  memoryGib: 8,
  kernel: 'Linux 6',
  java: '25',
  node: '24',
  load: 0.1,
  runs: 3,
}

test('the middle one of an odd number of samples, the mean of the two of an even one', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 6])).toBe(5.5)
  expect(median([])).toBeNaN()
})

test('a goal is kept or not, by the median; what is absent says why', () => {
  const text = markdown(MACHINE, [
    {
      id: 'a',
      title: 'A',
      how: 'So.',
      figures: [
        { name: 'kept', unit: 's', samples: [1, 2, 9], goal: 2 },
        { name: 'not | kept', unit: 'ratio', samples: [1.1], goal: 1 },
        { name: 'without', unit: 'MiB', samples: [12.3] },
      ],
    },
    { id: 'b', title: 'B', how: 'Not.', figures: [], absent: 'nothing is here' },
  ])
  expect(text).toContain('| kept | 2.0 s | 1.0 to 9.0 | ✔ ≤ 2.0 |')
  expect(text).toContain('| not &#124; kept | 1.10 |  | ✘ ≤ 1.00 |')
  expect(text).toContain('| without | 12 MiB |  |  |')
  expect(text).toContain('Not measured: nothing is here.')
})
