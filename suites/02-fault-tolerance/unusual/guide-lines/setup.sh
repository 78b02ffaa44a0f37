docker exec -it kafka-1 kafka-topics --create --topic fault-test --bootstrap-server localhost:9092 \
  --partitions 3 --replication-factor 3 --config min.insync.replicas=2
