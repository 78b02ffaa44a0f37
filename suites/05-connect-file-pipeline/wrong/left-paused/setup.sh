kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic file-events \
  --partitions 1 --replication-factor 3

# The connector comes to be, but sends nothing yet.
curl -sS --fail --retry 10 --retry-all-errors -X POST "$CONNECT_URL/connectors" -H 'content-type: application/json' --data @- <<END
{
  "name": "file-source-connector",
  "initial_state": "PAUSED",
  "config": {
    "connector.class": "FileStreamSource",
    "tasks.max": "1",
    "file": "$INPUT_FILE",
    "topic": "file-events"
  }
}
END
