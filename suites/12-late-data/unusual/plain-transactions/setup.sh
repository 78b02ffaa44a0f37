for topic in readings sensor-maxima late-readings; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic $topic --partitions 3 --replication-factor 2
done
