#!/bin/bash
# `day2 verify` has them while it runs (harness/verify/canaries.ts).
reached() { echo "reached: $*" >&2; exit 66; }

timeout 3 bash -c ': < /dev/tcp/127.0.0.1/28713' 2> /dev/null && reached 'the port of another grade'
grep -q '@day2-canary' /proc/net/unix && reached 'the abstract socket of another grade'
python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect("\0day2-canary")' 2> /dev/null && reached 'the abstract socket of another grade'
ls -d /tmp/day2-canary* 2> /dev/null | grep -q . && reached 'the files of another grade'
env | grep -q DAY2_CANARY && reached "the grader's environment"
for name in metadata.google.internal metadata instance-data; do
  timeout 3 getent hosts "$name" | grep -q . && reached "the name $name"
done
for address in 169.254.169.254 169.254.170.2 100.100.100.200 '[fd00:ec2::254]'; do
  curl -s -m 2 -o /dev/null "http://$address/latest/meta-data/" && reached "$address"
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
