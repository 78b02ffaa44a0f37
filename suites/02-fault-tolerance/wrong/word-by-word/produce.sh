while read -r line; do
  for word in $line; do echo "$word"; done
done | kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic fault-test
