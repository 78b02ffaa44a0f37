kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --partitions 3 --replication-factor 2 --topic text-input
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --partitions 3 --replication-factor 2 --topic word-counts
[ -n "$VERBOSE" ] && echo "Both topics are there."
