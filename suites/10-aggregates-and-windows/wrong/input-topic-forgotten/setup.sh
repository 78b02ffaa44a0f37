kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic payment-counts --partitions 3 --replication-factor 2
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic customer-spending --partitions 3 --replication-factor 2
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic payments-per-5-minutes --partitions 3 --replication-factor 2
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic payments-per-10-minutes --partitions 3 --replication-factor 2
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic payment-sessions --partitions 3 --replication-factor 2
