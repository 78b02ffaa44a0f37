set -e
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic file-events --partitions 1 --replication-factor 3
curl -sS -X PUT -H 'Content-Type: application/json' "$CONNECT_URL/connectors/file-source-connector/config" --data '{
  "connector.class": "FileStreamSource",
  "tasks.max": "1",
  "file": "'"$INPUT_FILE"'",
  "topic": "file-events",
  "value.converter": "org.apache.kafka.connect.storage.StringConverter"
}'
until curl -s "$CONNECT_URL/connectors/file-source-connector/status" | grep -q '"tasks":\[{"id":0,"state":"RUNNING"'; do
  sleep 0.3
done
docker stop kafka-3
