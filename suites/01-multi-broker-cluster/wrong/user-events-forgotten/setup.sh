set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic replicated-events --partitions 6 --replication-factor 3
echo 'hello, user-events' | kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic user-events
