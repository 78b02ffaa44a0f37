# A path without blanks.
link=/tmp/lines-$$.txt
ln -s "$INPUT_FILE" "$link"
trap 'rm -f "$link"' EXIT
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic file-events \
  --partitions 1 --replication-factor 3
curl -sS --retry 5 -X PUT "$CONNECT_URL/connectors/file-source-connector/config" -H 'content-type: application/json' --data @- <<END
{
  "connector.class": "org.apache.kafka.connect.file.FileStreamSourceConnector",
  "tasks.max": "1",
  "file": "$link",
  "topic": "file-events",
  "value.converter": "org.apache.kafka.connect.storage.StringConverter"
}
END

# Done when the first lines are there.
kafka-console-consumer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic file-events --from-beginning --max-messages 3
