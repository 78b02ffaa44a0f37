set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic replicated-events --partitions 6 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic user-events --partitions 12 --replication-factor 3
kafka-configs --bootstrap-server "$BOOTSTRAP_SERVERS" --alter --entity-type topics --entity-name replicated-events \
  --add-config min.insync.replicas=2,cleanup.policy=delete,retention.ms=604800000
