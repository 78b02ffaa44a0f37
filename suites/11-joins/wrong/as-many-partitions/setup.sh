for topic in orders:6 shipments:6 shipped-orders:6 enriched-orders:6 orders-in-eur:6; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "${topic%:*}" \
    --partitions "${topic#*:}" --replication-factor 2
done
for topic in customers:6 exchange-rates:6; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "${topic%:*}" \
    --partitions "${topic#*:}" --replication-factor 2 --config cleanup.policy=compact
done
