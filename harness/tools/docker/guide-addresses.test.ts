import { describe, expect, test } from 'vitest'
import { containersOf, findContainer } from './containers.ts'
import { EXAMPLE_LAB, GUIDE_LAB } from './example-lab.ts'
import { exchangeAddresses, guideAddresses } from './guide-addresses.ts'

function exchange(inside: string, text: string, lab = EXAMPLE_LAB): string {
  const all = containersOf(lab)
  return exchangeAddresses(text, guideAddresses(findContainer(all, inside), all))
}

describe('addresses inside a container', () => {
  test.each([
    ['kafka-1', 'localhost:9092', '127.0.0.1:21001'],
    ['kafka-2', 'localhost:9092', '127.0.0.1:21002'],
    ['kafka-2', '127.0.0.1:9092', '127.0.0.1:21002'],
    ['kafka-2', '--bootstrap-server=localhost:9092', '--bootstrap-server=127.0.0.1:21002'],
    [
      'kafka-2',
      'kafka-1:9092,kafka-2:19092,kafka-3:29092',
      '127.0.0.1:21001,127.0.0.1:21002,127.0.0.1:21003',
    ],
    ['kafka-1', 'http://schema-registry:8081/subjects', 'http://127.0.0.1:21021/subjects'],
    ['kafka-1', 'http://localhost:8081', 'http://127.0.0.1:21021'],
    ['kafka-1', 'kafka-connect-day2:8083', '127.0.0.1:21011'],
    ['kafka-connect-2', 'localhost:8083/connectors', '127.0.0.1:21012/connectors'],
    ['kafka-connect-2', 'kafka-connect:8083 kafka-connect-1:8083', '127.0.0.1:21011 127.0.0.1:21011'],
    ['schema-registry', 'PLAINTEXT://kafka-3:9094', 'PLAINTEXT://127.0.0.1:21003'],
  ])('in %s %s is %s', (inside, written, real) => {
    expect(exchange(inside, written)).toBe(real)
  })

  test.each([
    ['kafka-1', 'localhost:90921'],
    ['kafka-1', 'my.localhost:9092'],
    ['kafka-1', 'not-kafka-1:9092'],
    ['kafka-1', 'localhost:9093'],
    ['kafka-1', 'kafka-1:7070'],
    // The broker is not on the worker's loopback.
    ['kafka-connect', 'localhost:9092'],
  ])('in %s %s is left alone', (inside, written) => {
    expect(exchange(inside, written)).toBe(written)
  })

  test('nothing is exchanged twice, nor without need', () => {
    const line =
      'localhost:9092 127.0.0.1:9093 kafka-3:9092 localhost:8081 schema-registry:8081 localhost:8083'
    expect(exchange('kafka-1', line, GUIDE_LAB)).toBe(
      'localhost:9092 127.0.0.1:9093 127.0.0.1:9094 localhost:8081 localhost:8081 localhost:8083',
    )
    expect(exchange('kafka-2', line, GUIDE_LAB)).toBe(
      '127.0.0.1:9093 127.0.0.1:9093 127.0.0.1:9094 localhost:8081 localhost:8081 localhost:8083',
    )
  })
})
