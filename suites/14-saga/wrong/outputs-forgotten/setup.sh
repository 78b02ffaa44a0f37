set -e
for topic in saga-events; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --partitions 3 --replication-factor 2 --topic $topic
done
