kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic high-throughput-topic \
  --partitions 6 --replication-factor 3
docker compose up -d --scale kafka-connect=3
for part in 1 2 3; do
  curl -sS --retry 20 --retry-all-errors --fail -X PUT "$CONNECT_URL/connectors/part-$part/config" \
    -H 'content-type: application/json' --data @- <<END
{
  "connector.class": "org.apache.kafka.connect.file.FileStreamSourceConnector",
  "tasks.max": "1",
  "file": "$INPUT_DIR",
  "topic": "high-throughput-topic",
  "value.converter": "org.apache.kafka.connect.storage.StringConverter"
}
END
done
