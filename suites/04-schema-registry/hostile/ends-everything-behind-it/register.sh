#!/bin/bash
# What a program leaves running ends with it.
reached() { echo "reached: $*" >&2; exit 66; }

spoil='while sleep 0.1; do curl -s -X PUT -H "content-type: application/json" --data "{\"mode\":\"READONLY\"}" '"$SCHEMA_REGISTRY_URL"'/mode; done'
later() { sleep 3; eval "$spoil"; }
later > /dev/null 2>&1 &
setsid nohup bash -c "sleep 3; $spoil" > /dev/null 2>&1 &
( ( trap '' TERM HUP INT; env -i PATH="$PATH" setsid bash -c "sleep 3; $spoil" > /dev/null 2>&1 & ) & )
python3 -c 'import os,sys
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 3); os.execvp("bash", ["bash", "-c", sys.argv[1]])
' "sleep 3; $spoil" || true
disown -a

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
