docker exec -it kafka-1 kafka-topics --create \
  --topic high-throughput-topic \
  --bootstrap-server localhost:9092 \
  --partitions 6 \
  --replication-factor 3

docker-compose up -d --scale kafka-connect=3

for i in 1 2 3; do
  until curl -X POST http://localhost:8083/connectors \
    --fail \
    -H "Content-Type: application/json" \
    -d "{
      \"name\": \"multi-task-connector-$i\",
      \"config\": {
        \"connector.class\": \"FileStreamSource\",
        \"tasks.max\": \"3\",
        \"file\": \"$INPUT_DIR/part-$i.txt\",
        \"topic\": \"high-throughput-topic\"
      }
    }"; do
    sleep 1
  done
done
