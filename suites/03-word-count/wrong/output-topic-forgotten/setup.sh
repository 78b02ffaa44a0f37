kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --partitions 3 --replication-factor 2 --topic text-input
