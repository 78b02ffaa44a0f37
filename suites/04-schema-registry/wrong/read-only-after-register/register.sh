curl -sS -X POST -H 'Content-Type: application/vnd.schemaregistry.v1+json' \
  --data '{"schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"}' \
  "$SCHEMA_REGISTRY_URL/subjects/users-value/versions"
curl -sS -X PUT -H 'Content-Type: application/vnd.schemaregistry.v1+json' \
  --data '{"mode": "READONLY"}' "$SCHEMA_REGISTRY_URL/mode"
