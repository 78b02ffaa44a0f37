import { describe, expect, test } from 'vitest'
import { containersOf, findContainer } from './containers.ts'
import { EXAMPLE_LAB, GUIDE_LAB } from './example-lab.ts'

const all = containersOf(EXAMPLE_LAB)

describe('findContainer', () => {
  test.each([
    ['kafka-2', 'kafka-2'],
    ['schema-registry', 'schema-registry'],
    ['kafka-connect', 'kafka-connect-1'],
    ['kafka-connect-day2', 'kafka-connect-1'],
    ['kafka-connect-2', 'kafka-connect-2'],
    ['day2_kafka-connect_2', 'kafka-connect-2'],
    [all[1]?.id ?? '', 'kafka-2'],
  ])('%s is %s', (name, found) => {
    expect(findContainer(all, name).name).toBe(found)
  })

  test('a name without a number is a worker that answers', () => {
    const workers = EXAMPLE_LAB.workers.map((one, index) => ({
      ...one,
      state: index ? one.state : ('dead' as const),
    }))
    expect(findContainer(containersOf({ ...EXAMPLE_LAB, workers }), 'kafka-connect').name).toBe(
      'kafka-connect-2',
    )
  })

  test('the only worker has the name that the guide gives it', () => {
    expect(findContainer(containersOf(GUIDE_LAB), 'kafka-connect-1').name).toBe('kafka-connect-day2')
  })

  test('docker words for one that is not there', () => {
    expect(() => findContainer(all, 'kafka-4')).toThrowErrorMatchingInlineSnapshot(
      `[CommandFailed: Error response from daemon: No such container: kafka-4 (there are kafka-1, kafka-2, kafka-3, schema-registry, kafka-connect-1, kafka-connect-2)]`,
    )
    expect(() => findContainer(all, 'kafka-connect-3')).toThrow('No such container: kafka-connect-3')
  })
})
