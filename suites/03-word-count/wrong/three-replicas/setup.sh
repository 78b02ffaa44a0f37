set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --partitions 3 --replication-factor 3 --topic text-input
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --partitions 3 --replication-factor 3 --topic word-counts
