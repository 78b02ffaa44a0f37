#!/bin/bash
# What counts is what is written.
reached() { echo "reached: $*" >&2; exit 66; }

truncate -s 100T "$TMPDIR/huge" 2> /dev/null || truncate -s 8T "$TMPDIR/huge" 2> /dev/null

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
