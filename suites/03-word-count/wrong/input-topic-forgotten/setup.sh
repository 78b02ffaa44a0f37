set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic word-counts --partitions 3 --replication-factor 2
