set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic replicated-events \
  --replica-assignment 1:2:3,2:3:1,3:1:2,1:3:2,2:1:3,2:3:1
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
