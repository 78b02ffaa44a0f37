kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic file-events \
  --partitions 1 --replication-factor 3
curl -sS --retry 5 -X PUT "$CONNECT_URL/connectors/file-source/config" -H 'content-type: application/json' --data @- <<END
{
  "connector.class": "org.apache.kafka.connect.file.FileStreamSourceConnector",
  "tasks.max": "1",
  "file": "$INPUT_FILE",
  "topic": "file-events",
  "value.converter": "org.apache.kafka.connect.storage.StringConverter"
}
END
