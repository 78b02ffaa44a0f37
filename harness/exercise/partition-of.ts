// The partition that Kafka's default partitioner gives a key: records of one key keep their order only there.
import { Partitioners } from 'kafkajs'

const partitioner = Partitioners.DefaultPartitioner()

/** @param partitions how many the topic has */
export function partitionOf(key: string | Buffer, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionErrorCode: 0,
    partitionId,
    leader: 0,
    replicas: [],
    isr: [],
  }))
  const bytes = typeof key === 'string' ? Buffer.from(key) : key
  return partitioner({ topic: '', partitionMetadata, message: { key: bytes, value: null } })
}
