kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic payments --partitions 6 --replication-factor 2
