#!/bin/bash
# Those are its own.
reached() { echo "reached: $*" >&2; exit 66; }

kill -9 -1
for process in $(ls /proc | grep '^[0-9]*$'); do [ "$process" = $$ ] || [ "$process" = "$BASHPID" ] || kill -9 "$process" 2> /dev/null; done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
