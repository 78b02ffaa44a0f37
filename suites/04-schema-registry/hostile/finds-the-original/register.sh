#!/bin/bash
# A program runs in a copy, and the original is nowhere.
reached() { echo "reached: $*" >&2; exit 66; }

found=$(timeout 25 find / \( -path /proc -o -path /sys -o -path /usr -o -path "$PWD" \) -prune -o -name a-file-of-this-case.txt -print -quit 2>/dev/null)
[ -z "$found" ] || reached "$found"

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
