curl -sS -X POST "$SCHEMA_REGISTRY_URL/subjects/customers-value/versions" \
  -H 'Content-Type: application/vnd.schemaregistry.v1+json' --data @- <<'END'
{"schema": "{\"type\":\"record\",\"name\":\"Customer\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"}]}"}
END
curl -sS -X POST "$SCHEMA_REGISTRY_URL/subjects/customers-value/versions" \
  -H 'Content-Type: application/vnd.schemaregistry.v1+json' --data @- <<'END'
{"schema": "{\"type\":\"record\",\"name\":\"Customer\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"}
END
