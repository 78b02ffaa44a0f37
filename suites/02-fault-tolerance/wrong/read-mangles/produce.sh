while read line; do
  echo "$line"
done | kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test
