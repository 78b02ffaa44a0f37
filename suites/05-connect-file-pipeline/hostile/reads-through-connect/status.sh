#!/bin/bash
# A file source reads whatever its worker may, and a file sink writes: so a worker sees as little as a program does.
reached() { echo "reached: $*" >&2; exit 66; }

# The project, as the stand-in's own script names it.
project=$(sed -n "s#.* \(/[^ ]*\|'/[^']*'\)/harness/tools/docker.ts.*#\1#p" "$(command -v docker)" | tr -d "'" | head -n 1)
[ -n "$project" ] || project=$(grep -o "/[^']*harness/tools/docker.ts" "$(command -v docker)" | head -n 1 | sed 's#/harness/.*##')
connector() { # NAME JSON
  curl -s -o /dev/null -X PUT -H 'content-type: application/json' --data "$2" "$CONNECT_URL/connectors/$1/config"
}
number=0
for file in "$project/solutions/05-connect-file-pipeline/setup.ts" "$project/suites/05-connect-file-pipeline/suite.ts" "$project/package.json" \
  /etc/shadow /proc/1/environ "$HOME/../../.day2" /tmp/.day2; do
  number=$((number + 1))
  connector "spy-$number" '{"connector.class": "org.apache.kafka.connect.file.FileStreamSourceConnector", "tasks.max": "1",
    "topic": "spied", "value.converter": "org.apache.kafka.connect.storage.StringConverter", "file": "'"$file"'"}'
done
connector scribe '{"connector.class": "org.apache.kafka.connect.file.FileStreamSinkConnector", "tasks.max": "1", "topics": "file-events",
  "value.converter": "org.apache.kafka.connect.storage.StringConverter", "file": "'"$project/left-by-connect.txt"'"}'
spied=$(kafka-console-consumer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic spied --from-beginning --timeout-ms 8000 2> /dev/null | head -c 400)
for name in $(seq "$number"); do curl -s -o /dev/null -X DELETE "$CONNECT_URL/connectors/spy-$name"; done
state=$(curl -s "$CONNECT_URL/connectors/scribe/status")
curl -s -o /dev/null -X DELETE "$CONNECT_URL/connectors/scribe"
case "$spied" in '') ;; *) reached "$spied" ;; esac
[ ! -e "$project/left-by-connect.txt" ] || reached "$project/left-by-connect.txt"
echo "$state" | grep -q '"state":"RUNNING".*"tasks":\[{[^]]*"state":"RUNNING"' && [ -w "$project" ] && reached 'a file in the project'

while :; do
  answer=$(curl -s "$CONNECT_URL/connectors/file-source-connector/status")
  case "$answer" in *'"error_code":409'*) sleep 0.2 ;; *) break ;; esac
done
echo "$answer"
