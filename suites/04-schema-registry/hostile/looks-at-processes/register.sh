#!/bin/bash
# A program sees its own processes only.
reached() { echo "reached: $*" >&2; exit 66; }

for process in /proc/[0-9]*; do
  line=$(tr '\0' ' ' < "$process/cmdline" 2>/dev/null)
  case "$line" in *cli.ts* | *kafka.Kafka* | *ConnectDistributed* | *quarkus* | *vitest*) reached "$line" ;; esac
  tr '\0' '\n' < "$process/environ" 2>/dev/null | grep -q '^npm_\|^DAY2_CACHE=' && reached "the environment of $process"
  for name in solutions suites reports; do
    find "$process/root/" "$process/cwd/" -maxdepth 3 -name "$name" 2>/dev/null | grep -q . && reached "$process/root"
  done
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
