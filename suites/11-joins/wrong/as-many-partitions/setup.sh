for topic in orders:6 shipments:6 shipped-orders:6 enriched-orders:6 orders-in-eur:6; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "${topic%:*}" \
    --partitions "${topic#*:}" --replication-factor 2
done
# customers must lie like what it is joined with: an application that keeps to three partitions does not run otherwise.
for topic in customers:3 exchange-rates:6; do
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic "${topic%:*}" \
    --partitions "${topic#*:}" --replication-factor 2 --config cleanup.policy=compact
done
