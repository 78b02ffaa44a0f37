kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic fault-test --replication-factor 3
