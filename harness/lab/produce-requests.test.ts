import { expect, test } from 'vitest'
import { parseProduceRequests } from './produce-requests.ts'

const line = (topic: object): string =>
  `2026-11-24T10:00:00,123 Completed request:${JSON.stringify({
    requestHeader: { clientId: 'produce' },
    request: { acks: -1, transactionalId: null, topicData: [topic] },
  })}\n`

test('a topic is named by older producers, and given by its id by newer ones', () => {
  const text = line({ name: 'fault-test' }) + line({ topicId: '6l3t_UpLR8OPMqbx2bN0xQ' })
  expect(parseProduceRequests(text, 2)).toEqual([
    {
      at: '2026-11-24T10:00:00,123',
      broker: 2,
      clientId: 'produce',
      topics: [{ name: 'fault-test', id: undefined }],
      acks: -1,
      transactionalId: null,
    },
    expect.objectContaining({ topics: [{ name: undefined, id: 'ea5dedfd-4a4b-47c3-8f32-a6f1d9b374c5' }] }),
  ])
})

test('a line that is still being written is read another time', () => {
  const whole = line({ name: 'fault-test' })
  expect(parseProduceRequests(whole + whole.slice(0, 60), 1)).toHaveLength(1)
  expect(parseProduceRequests('', 1)).toEqual([])
})
