kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic customers
