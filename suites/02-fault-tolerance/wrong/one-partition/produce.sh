docker exec -i kafka-1 kafka-console-producer --topic fault-test --bootstrap-server localhost:9092
