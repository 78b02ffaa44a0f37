printf "first line\nsecond line\n" >"$TMPDIR/lines.txt"
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic file-events \
  --partitions 1 --replication-factor 3
curl -sS --retry 5 -X PUT "$CONNECT_URL/connectors/file-source-connector/config" -H 'content-type: application/json' --data @- <<END
{
  "connector.class": "org.apache.kafka.connect.file.FileStreamSourceConnector",
  "tasks.max": "1",
  "file": "$TMPDIR/lines.txt",
  "topic": "file-events",
  "value.converter": "org.apache.kafka.connect.storage.StringConverter"
}
END
