set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic fault-test --partitions 3 --replication-factor 3
docker stop kafka-3
