kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic file-events \
  --partitions 1 --replication-factor 3

for attempt in 1 2; do
  curl -sS --fail -X POST "$CONNECT_URL/connectors" -H 'content-type: application/json' --data @- <<END || exit
{
  "name": "file-source-connector",
  "config": {
    "connector.class": "FileStreamSource",
    "tasks.max": "1",
    "file": "$INPUT_FILE",
    "topic": "file-events"
  }
}
END
done
