// What every broker of a lab is set to, whatever engine runs it; an engine adds its node, listeners and folders.
// Sources of the figures: docs/architecture.md, "The lab's settings".
import type { Settings } from '#harness/runtime/properties.ts'

export const BROKER_SETTINGS: Settings = {
  // As the guide's cluster creates topics at their first use.
  'auto.create.topics.enable': 'true',
  'num.partitions': 1,
  'default.replication.factor': 3,

  // Internal topics survive the loss of a broker, and are few enough to be created at once.
  'offsets.topic.replication.factor': 3,
  'offsets.topic.num.partitions': 3,
  'transaction.state.log.replication.factor': 3,
  'transaction.state.log.num.partitions': 3,
  'transaction.state.log.min.isr': 1,
  'share.coordinator.state.topic.replication.factor': 3,
  'share.coordinator.state.topic.num.partitions': 3,
  'share.coordinator.state.topic.min.isr': 1,

  // A crash is noticed in 4 s instead of 9.
  'broker.session.timeout.ms': 4000,
  'broker.heartbeat.interval.ms': 500,

  // Groups: no wait for more members, and members that were killed are missed soon.
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 1000,
  'group.consumer.session.timeout.ms': 6000,
  'group.consumer.min.session.timeout.ms': 1000,
  'group.consumer.heartbeat.interval.ms': 1000,
  'group.consumer.min.heartbeat.interval.ms': 500,
  'group.share.session.timeout.ms': 6000,
  'group.share.min.session.timeout.ms': 1000,
  'group.share.heartbeat.interval.ms': 1000,
  'group.share.min.heartbeat.interval.ms': 500,
  'group.streams.session.timeout.ms': 6000,
  'group.streams.min.session.timeout.ms': 1000,
  'group.streams.heartbeat.interval.ms': 1000,
  'group.streams.min.heartbeat.interval.ms': 500,
  'group.streams.initial.rebalance.delay.ms': 0,

  // Results of event-time applications carry old timestamps; retention would delete them while they are judged.
  'log.retention.check.interval.ms': 2_000_000_000,
  'log.initial.task.delay.ms': 2_000_000_000,
  'file.delete.delay.ms': 1000,

  'num.network.threads': 2,
  'num.io.threads': 4,
  'background.threads': 2,
  'num.recovery.threads.per.data.dir': 1,
  'log.cleaner.dedupe.buffer.size': 4_194_304,
  'controlled.shutdown.retry.backoff.ms': 200,
}
