set -e
kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test
# Now see what happens when a broker fails.
docker stop kafka-2
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --describe --topic fault-test
