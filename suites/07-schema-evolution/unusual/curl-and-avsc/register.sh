set -euo pipefail
docker exec -it kafka-3 kafka-topics.sh --create --if-not-exists --topic customers --partitions 3 --replication-factor 3 \
  --bootstrap-server localhost:9092
registry=http://localhost:8081
type='Content-Type: application/vnd.schemaregistry.v1+json'
curl -sS --fail -X PUT -H "$type" -d '{"compatibility":"FULL"}' "$registry/config/customers-value"
for version in 1 2; do
  # The schema's text becomes a JSON string.
  node -p "JSON.stringify({ schemaType: 'AVRO', schema: require('fs').readFileSync('customer-$version.avsc', 'utf8') })" |
    curl -sS --fail -X POST -H "$type" --data-binary @- "$registry/subjects/customers-value/versions"
done
