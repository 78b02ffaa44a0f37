set -e
docker exec -it kafka-1 kafka-topics --create \
  --topic replicated-events \
  --bootstrap-server localhost:9092 \
  --partitions 6 \
  --replication-factor 3
docker exec -it kafka-1 kafka-topics --create \
  --topic user-events \
  --bootstrap-server localhost:9092 \
  --partitions 12 \
  --replication-factor 3 \
  --config min.insync.replicas=2 \
  --config cleanup.policy=delete \
  --config retention.ms=604800000
