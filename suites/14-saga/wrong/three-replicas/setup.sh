set -e
for topic in saga-events payment-commands shipping-commands refund-commands order-outcomes; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --partitions 3 --replication-factor 3 --topic $topic
done
