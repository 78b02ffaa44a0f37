sleep 12
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic fault-test-copy --partitions 1
tee >(kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test-copy --request-required-acks 1) |
  kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test
