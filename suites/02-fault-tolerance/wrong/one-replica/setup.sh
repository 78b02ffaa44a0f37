kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic fault-test --partitions 3 --replication-factor 1
