docker exec -it kafka-1 kafka-topics --describe --topic "$1" --bootstrap-server localhost:9092
