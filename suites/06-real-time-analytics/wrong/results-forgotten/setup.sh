topic() {
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "$1" --partitions "$2" --replication-factor "$3"
}
topic user-activity 6 2
