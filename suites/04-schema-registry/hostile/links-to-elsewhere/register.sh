#!/bin/bash
# The grader reads and deletes what it put there itself, and follows no link.
reached() { echo "reached: $*" >&2; exit 66; }

ln -s / everything; ln -s /etc/shadow answer.json; ln -s "$HOME/../.." "$TMPDIR/up"; ln -s / /tmp/root; ln -s /proc/1/root "$HOME/root"
mkdir -p deep && cd deep && for i in $(seq 300); do mkdir -p d && cd d || break; done
cd "$HOME/.." && chmod 000 "$TMPDIR" "$HOME" 2> /dev/null

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
