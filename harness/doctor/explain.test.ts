import { expect, it } from 'vitest'
import { judgeLoad } from './examine.ts'
import { explain } from './explain.ts'

it('tells what is bad, and nothing else', async () => {
  const lines = await explain(async () => [
    { id: 'jdk', what: 'JDK', state: 'hint', text: '21' },
    { id: 'memory', what: 'Memory', state: 'bad', text: '300 MiB free of 1.0 GiB' },
  ])
  expect(lines).toEqual([
    'This machine may be the reason: Memory: 300 MiB free of 1.0 GiB (npx day2 doctor tells more)',
  ])
})

it('never fails', async () => {
  expect(await explain(() => Promise.reject(new Error('no')))).toEqual([])
})

it.each([
  [0.5, 2, 'good'],
  [0.5, 1, 'hint'],
  [9, 2, 'hint'],
  [40, 2, 'bad'],
])('load %f on %i cores is %s', (load, cores, state) => {
  expect(judgeLoad(load, cores).state).toBe(state)
})
