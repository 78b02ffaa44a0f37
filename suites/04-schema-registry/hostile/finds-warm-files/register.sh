#!/bin/bash
# Nothing of one exercise is there in the next one. `register` runs twice, and what it left itself it may find.
reached() { echo "reached: $*" >&2; exit 66; }

[ -e "$HOME/mine" ] || {
for at in "$HOME" "$TMPDIR" "$STATE_DIR" "$STATE_DIR/.." "$PWD" "$PWD/.." /tmp /dev/shm /var/tmp "$HOME/.cache" "$HOME/.config" /tmp/.day2-warm; do
  for name in warm-file .warm-file; do
    [ ! -e "$at/$name" ] || reached "$at/$name"
  done
done
[ -z "$(ipcs -m 2> /dev/null | grep '^0x')" ] || reached 'shared memory'
for at in "$HOME" "$TMPDIR" "$STATE_DIR" "$STATE_DIR/.." "$PWD/.." /tmp /dev/shm "$HOME/.cache" "$HOME/.config" /tmp/.day2-warm; do
  mkdir -p "$at" 2> /dev/null
  for name in warm-file .warm-file; do { echo 'of an earlier exercise' > "$at/$name"; } 2> /dev/null; done
done
ipcmk -M 65536 > /dev/null 2>&1
}
touch "$HOME/mine"

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
