set -e
for topic in active-users-per-minute revenue-per-hour popular-pages; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --topic $topic --partitions 3 --replication-factor 2
done
