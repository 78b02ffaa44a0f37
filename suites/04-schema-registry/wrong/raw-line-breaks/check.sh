curl -sS -X POST -H 'Content-Type: application/vnd.schemaregistry.v1+json' \
  --data-binary "{\"schema\": \"$(sed 's/"/\\"/g' "$1")\"}" \
  "$SCHEMA_REGISTRY_URL/compatibility/subjects/users-value/versions/latest"
