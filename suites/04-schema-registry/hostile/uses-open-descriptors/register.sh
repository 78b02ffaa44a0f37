#!/bin/bash
# Standard input, output and error, and no descriptor more.
reached() { echo "reached: $*" >&2; exit 66; }

for descriptor in /proc/$$/fd/*; do
  case "${descriptor##*/}" in 0 | 1 | 2 | 255) continue ;; esac
  reached "descriptor ${descriptor##*/}: $(readlink "$descriptor")"
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
