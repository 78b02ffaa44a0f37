set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
