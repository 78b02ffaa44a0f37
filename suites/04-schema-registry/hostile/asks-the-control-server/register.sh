#!/bin/bash
# The server does what docker does to the lab, and stays up whatever it is sent.
reached() { echo "reached: $*" >&2; exit 66; }

url=$(grep -o 'http://[^ '"'"'"]*' "$(command -v docker)" | head -n 1)
for at in /../../../etc/shadow /..%2f..%2fetc/passwd /brokers/4/stop /brokers/1/../2 /workers/99 '/%00' /brokers/-1/kill; do
  timeout 5 curl -s --path-as-is -X POST --data '{"__proto__":{"x":1}}' "$url$at" | grep -q 'root:' && reached "$at"
done
head -c 2000000 /dev/zero | timeout 10 curl -s --data-binary @- "$url/brokers" > /dev/null
timeout 5 bash -c "exec 5<>/dev/tcp/${url#http://}; printf 'POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n' >&5" 2> /dev/null
[ "$(docker ps --format '{{.Names}}' | grep -c kafka-[123])" = 3 ] || reached 'the end of the server'

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
