#!/bin/bash
# There is no network beyond the lab.
reached() { echo "reached: $*" >&2; exit 66; }

for target in 169.254.169.254/80 1.1.1.1/53 192.168.0.1/80 10.0.0.1/22 172.17.0.1/2375; do
  timeout 3 bash -c ": < /dev/tcp/$target" 2> /dev/null && reached "$target"
done
[ -z "$(ip -o route show default 2> /dev/null)" ] || reached 'a way out'

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
