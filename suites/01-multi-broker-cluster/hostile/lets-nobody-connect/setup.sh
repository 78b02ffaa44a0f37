#!/bin/bash
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic replicated-events --partitions 6 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
kafka-configs --bootstrap-server "$BOOTSTRAP_SERVERS" --alter --entity-type brokers --entity-default --add-config max.connections.per.ip=1
