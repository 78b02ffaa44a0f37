#!/bin/bash
for at in "$HOME" "$TMPDIR" .; do dd if=/dev/zero of="$at/all" bs=1M count=3000 2> /dev/null & done
wait
sleep 20

kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic replicated-events --partitions 6 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
