#!/bin/bash
# The lab must go on serving, and has its connections back when the program ends.
reached() { echo "reached: $*" >&2; exit 66; }

python3 - << 'PY' || true
import os, socket, resource
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
held = []
host, port = os.environ['BOOTSTRAP_SERVERS'].split(',')[0].rsplit(':', 1)
try:
    while len(held) < 3000:
        held.append(socket.create_connection((host, int(port)), timeout=2))
except OSError as error:
    print(len(held), error)
PY

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
