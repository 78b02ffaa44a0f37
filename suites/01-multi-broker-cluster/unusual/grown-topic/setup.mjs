import { $, argv } from 'zx'

$.verbose = true
const at = ['--bootstrap-server', argv.at ?? process.env.BOOTSTRAP_SERVERS]
await $`kafka-topics ${at} --create --topic replicated-events --partitions 3 --replication-factor 3`
await $`kafka-topics ${at} --alter --topic replicated-events --partitions 6`
await $`kafka-topics ${at} --create --topic user-events --partitions 12 --replication-factor 3 --config min.insync.replicas=2 --config retention.ms=604800000`
