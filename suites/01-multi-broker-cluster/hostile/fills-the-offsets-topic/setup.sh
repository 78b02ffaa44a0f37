#!/bin/bash
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic replicated-events --partitions 6 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
timeout 25 node --input-type=module - << 'JS' || true
import { Kafka, logLevel } from 'kafkajs'
const kafka = new Kafka({ brokers: process.env.BOOTSTRAP_SERVERS.split(','), logLevel: logLevel.NOTHING })
const admin = kafka.admin()
await admin.connect()
const partitions = Array.from({ length: 6 }, (_, partition) => ({ partition, offset: '0', metadata: 'x'.repeat(4000) }))
for (let group = 0; group < 1000; group += 50)
  await Promise.all(Array.from({ length: 50 }, (_, n) =>
    admin.setOffsets({ groupId: `filler-${group + n}`, topic: 'replicated-events', partitions })))
await admin.disconnect()
JS
