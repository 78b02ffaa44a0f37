import { describe, expect, it } from 'vitest'
import { fill, testFolder } from '#harness/submission/testing/test-folder.ts'
import { type Entry, jarsThere, judgeCache, readCache } from './cache.ts'

const MIB = 1024 ** 2
const judge = (entries: Entry[]) =>
  judgeCache({ folder: '/c', jars: 'jars-1', entries }).map(
    ({ id, state, text }) => `${id} ${state}: ${text}`,
  )

describe('the cache', () => {
  it('is filled by the first grade', () => {
    expect(judge([])).toEqual([
      'jars hint: not fetched yet; the first grade fetches about 400 MB with Maven into /c',
      'archives hint: start-up archives are not trained yet; the first grade does it in about a minute',
    ])
  })

  it('tells what is there, and what is old', () => {
    expect(
      judge([
        { name: 'jars-1', whole: true, bytes: 400 * MIB },
        { name: 'archives-5', whole: true, bytes: 300 * MIB },
        { name: 'jars-0', whole: true, bytes: 100 * MIB },
      ]),
    ).toEqual([
      'jars good: Kafka and the registry are in /c (800 MiB in all)',
      'archives good: start-up archives are trained',
      'old-jars hint: jars-0 (100 MiB) belongs to other versions of the grader and may be deleted',
    ])
  })

  it('is read from the disk; what was interrupted does not count', async () => {
    const empty = await readCache(await testFolder())
    const folder = await fill(await testFolder(), {
      [`${empty.jars}.partial/whole`]: '',
      'archives-1/whole': '',
      'archives-1/broker.aot': 'twelve bytes',
      'jars-x.lock/x': '',
    })
    const cache = await readCache(folder)
    expect(jarsThere(cache)).toBe(false)
    expect(cache.entries).toEqual([
      { name: 'archives-1', whole: true, bytes: 12 },
      { name: `${empty.jars}.partial`, whole: false, bytes: 0 },
    ])
    await fill(folder, { [`${empty.jars}/whole`]: '' })
    expect(jarsThere(await readCache(folder))).toBe(true)
  })

  it('may not be there at all', async () => {
    expect((await readCache('/nowhere/at/all')).entries).toEqual([])
  })
})
