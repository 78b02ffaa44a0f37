#!/bin/bash
# A container of the lab is the lab, and shows nothing that the program itself does not see.
reached() { echo "reached: $*" >&2; exit 66; }

for at in /srv /root /home "$(dirname "$PWD")/.."; do
  docker exec kafka-1 sh -c "find '$at' -maxdepth 4 -name solutions 2> /dev/null" 2> /dev/null | grep -q . && reached "$at"
done
for line in 'run -v /:/host alpine ls /host' 'cp kafka-1:/etc/shadow .' 'exec --privileged -u root kafka-1 cat /etc/shadow' 'inspect kafka-1' \
  'exec kafka-1 -- cat /proc/1/environ' 'compose -f /etc/passwd up -d' 'exec -w /../../.. kafka-1 cat /etc/shadow'; do
  docker $line < /dev/null 2> /dev/null | grep -q 'root:\|suites\|npm_' && reached "docker $line"
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
