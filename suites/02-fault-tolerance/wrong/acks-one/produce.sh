kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test --request-required-acks 1
