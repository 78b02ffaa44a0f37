set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic fault-test --partitions 1 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --alter --topic fault-test --partitions 3
