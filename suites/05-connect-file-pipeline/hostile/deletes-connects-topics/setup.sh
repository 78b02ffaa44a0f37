for topic in $(kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --list | grep '^connect-'); do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --delete --topic "$topic"
done
