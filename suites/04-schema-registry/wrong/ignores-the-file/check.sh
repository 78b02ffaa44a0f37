curl -sS -X POST -H 'Content-Type: application/vnd.schemaregistry.v1+json' \
  --data '{"schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"full_name\",\"type\":\"string\"}]}"}' \
  "$SCHEMA_REGISTRY_URL/compatibility/subjects/users-value/versions/latest"
