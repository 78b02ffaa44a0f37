for topic in orders:6 shipments:6 shipped-orders:3 enriched-orders:3 orders-in-eur:3; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "${topic%:*}" \
    --partitions "${topic#*:}" --replication-factor 3
done
for topic in customers:3 exchange-rates:1; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "${topic%:*}" \
    --partitions "${topic#*:}" --replication-factor 3 --config cleanup.policy=compact
done
