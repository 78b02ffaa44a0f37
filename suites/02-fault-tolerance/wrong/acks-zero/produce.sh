kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test --producer-property acks=0
