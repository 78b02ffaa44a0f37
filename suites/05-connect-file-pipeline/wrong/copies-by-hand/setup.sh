kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic file-events \
  --partitions 1 --replication-factor 3
kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic file-events <"$INPUT_FILE"
