topic() {
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor "$3"
}
topic user-activity 6 2
for result in active-users-per-minute revenue-per-hour popular-pages; do
  topic $result 3 2
done
