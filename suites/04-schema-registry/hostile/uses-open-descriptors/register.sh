#!/bin/bash
# Standard input, output and error, and no descriptor more.
reached() { echo "reached: $*" >&2; exit 66; }

# bash itself has its script open as 255.
for descriptor in $(seq 3 254) $(seq 256 1023); do
  [ ! -e "/proc/$$/fd/$descriptor" ] || reached "descriptor $descriptor: $(readlink "/proc/$$/fd/$descriptor")"
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
