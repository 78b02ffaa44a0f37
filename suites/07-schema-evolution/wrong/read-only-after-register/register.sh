kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic customers \
  --partitions 3 --replication-factor 3
curl -sS -X POST "$SCHEMA_REGISTRY_URL/subjects/customers-value/versions" \
  -H 'Content-Type: application/vnd.schemaregistry.v1+json' --data @- <<'END'
{"schema": "{\"type\":\"record\",\"name\":\"Customer\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"}]}"}
END
curl -sS -X POST "$SCHEMA_REGISTRY_URL/subjects/customers-value/versions" \
  -H 'Content-Type: application/vnd.schemaregistry.v1+json' --data @- <<'END'
{"schema": "{\"type\":\"record\",\"name\":\"Customer\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"}
END
curl -sS -X PUT -H 'Content-Type: application/vnd.schemaregistry.v1+json' \
  --data '{"mode": "READONLY"}' "$SCHEMA_REGISTRY_URL/mode"
