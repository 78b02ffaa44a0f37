// What every Connect worker of a lab is set to, whatever engine runs it; an engine adds brokers, listener and plug-ins.
// Sources of the figures: docs/architecture.md, "The lab's settings".
import type { Settings } from '#harness/runtime/properties.ts'

export const CONNECT_GROUP = 'connect-day2'
/**
 * With exactly-once source support the leading worker writes configurations in transactions of this id; when it has been fenced out
 * it answers 500 to the next request (DistributedHerder and KafkaConfigBackingStore of Connect 4.3).
 */
export const CONNECT_TRANSACTIONAL_ID = `connect-cluster-${CONNECT_GROUP}`
export const CONNECT_TOPICS = {
  config: 'connect-configs',
  offset: 'connect-offsets',
  status: 'connect-status',
} as const

export const WORKER_SETTINGS: Settings = {
  'group.id': CONNECT_GROUP,
  'plugin.discovery': 'service_load',
  'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
  'config.storage.topic': CONNECT_TOPICS.config,
  'offset.storage.topic': CONNECT_TOPICS.offset,
  'offset.storage.partitions': 3,
  'status.storage.topic': CONNECT_TOPICS.status,
  'status.storage.partitions': 3,
  'config.storage.replication.factor': 3,
  'offset.storage.replication.factor': 3,
  'status.storage.replication.factor': 3,
  'exactly.once.source.support': 'enabled',
  'offset.flush.interval.ms': 1000,

  // It starts beside the brokers, and would give up after a minute: too soon on a busy machine.
  'default.api.timeout.ms': 300_000,

  // A worker that was killed is missed in 3 s and its tasks move at once, not after five minutes.
  'session.timeout.ms': 3000,
  'heartbeat.interval.ms': 500,
  'scheduled.rebalance.max.delay.ms': 0,
  'rebalance.timeout.ms': 20_000,
  'task.shutdown.graceful.timeout.ms': 3000,
}
