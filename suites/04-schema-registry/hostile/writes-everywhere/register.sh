#!/bin/bash
# Its own copy, HOME, TMPDIR and /tmp are writable, and nothing else.
reached() { echo "reached: $*" >&2; exit 66; }

IFS=:
for folder in / /usr /usr/local/bin /etc /opt /var /var/tmp /root /home /srv /mnt /run /dev /sys /proc/sys/kernel $PATH "$JAVA_HOME" $CLASSPATH; do
  for at in "$folder" "$(dirname "$folder")"; do
    case "$at" in /tmp | "$PWD"* | "$HOME"* | "$TMPDIR"*) continue ;; esac
    if [ -d "$at" ]; then
      { : > "$at/left-by-a-program"; } 2>/dev/null && rm -f "$at/left-by-a-program" && reached "$at"
    elif [ -f "$at" ]; then
      { : >> "$at"; } 2>/dev/null && reached "$at"
    fi
  done
done
unset IFS

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
