kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test \
  --producer-property delivery.timeout.ms=2000 --producer-property request.timeout.ms=1000 --producer-property linger.ms=0
