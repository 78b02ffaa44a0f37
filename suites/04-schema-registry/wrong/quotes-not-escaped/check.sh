curl -sS -X POST -H 'Content-Type: application/vnd.schemaregistry.v1+json' \
  --data "{\"schema\": \"$(cat "$1")\"}" \
  "$SCHEMA_REGISTRY_URL/compatibility/subjects/users-value/versions/latest"
