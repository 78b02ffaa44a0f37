import { expect, test } from 'vitest'
import { differsFrom, parseDescription } from './description.ts'

const text = `Picked up something
Topic: t\tTopicId: x3\tPartitionCount: 2\tReplicationFactor: 2\tConfigs: min.insync.replicas=1
\tTopic: t\tPartition: 0\tLeader: 1\tReplicas: 1,3\tIsr: 1,3\tElr: \tLastKnownElr: 
\tTopic: t\tPartition: 1\tLeader: none\tReplicas: 3,1\tIsr: \tElr: \tLastKnownElr: 
\tTopic: other\tPartition: 0\tLeader: 2\tReplicas: 2\tIsr: 2\tElr: \tLastKnownElr: 
`
const partitions = [
  { partition: 0, leader: 1, replicas: [1, 3], isr: [1, 3] },
  { partition: 1, leader: -1, replicas: [3, 1], isr: [] },
]

test('reads the text of kafka-topics --describe, an empty ISR and other topics included', () => {
  expect(parseDescription(text, 't')).toEqual(partitions)
})

test('reads a JSON array, one object a line, or an array inside an object', () => {
  const leaderless = [partitions[0], { ...partitions[1], leader: null, more: true }]
  expect(parseDescription(`here: ${JSON.stringify(leaderless, null, 2)}`, 't')).toEqual(partitions)
  expect(parseDescription(leaderless.map(entry => JSON.stringify(entry)).join('\n'), 't')).toEqual(partitions)
  expect(parseDescription(JSON.stringify({ topic: 't', partitions: leaderless }), 't')).toEqual(partitions)
})

test('says what differs: leader, order of replicas, members of the ISR, partitions left out', () => {
  const truth = { partitions }
  expect(differsFrom(partitions, truth)).toBeUndefined()
  const [first, second] = partitions as [(typeof partitions)[0], (typeof partitions)[0]]
  expect(differsFrom([{ ...first, isr: [3, 1] }, second], truth)).toBeUndefined()
  expect(differsFrom([{ ...first, leader: 3 }, second], truth)).toBe('Partition 0: the leader is not 3.')
  expect(differsFrom([{ ...first, replicas: [3, 1] }, second], truth)).toBe(
    'Partition 0: the replicas are not 3,1.',
  )
  expect(differsFrom([{ ...first, isr: [1] }, second], truth)).toBe('Partition 0: the ISR is not 1.')
  expect(differsFrom([first], truth)).toBe('1 of 2 partitions are described.')
})
