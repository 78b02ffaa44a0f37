import { expect, test } from 'vitest'
import { readScale } from './compose-up.ts'

test('one to three Connect workers', () => {
  expect(['1', '2', '3'].map(count => readScale(`kafka-connect=${count}`))).toEqual([1, 2, 3])
})

test('everything else is refused with the reason', () => {
  const refusal = (text: string): string => {
    try {
      return `${readScale(text)}`
    } catch (error) {
      return String(error)
    }
  }
  const refused = ['kafka-connect=0', 'kafka-connect=4', 'kafka-1=2', 'kafka-connect', 'nobody=1'].map(
    refusal,
  )
  expect(refused.join('\n')).toMatchInlineSnapshot(`
    "CommandFailed: --scale kafka-connect=0: the lab runs 1 to 3 Connect workers (kafka-connect=1 to kafka-connect=3)
    CommandFailed: --scale kafka-connect=4: the lab runs 1 to 3 Connect workers (kafka-connect=1 to kafka-connect=3)
    CommandFailed: kafka-1 cannot be scaled: the lab has exactly one; only kafka-connect can
    CommandFailed: --scale kafka-connect: the lab runs 1 to 3 Connect workers (kafka-connect=1 to kafka-connect=3)
    CommandFailed: no such service: nobody (there are kafka-1, kafka-2, kafka-3, schema-registry, kafka-connect, kafka-streams-app)"
  `)
})
