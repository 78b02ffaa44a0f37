#!/bin/bash
# Keys, tokens, sessions and histories are nobody's business.
reached() { echo "reached: $*" >&2; exit 66; }

for file in /etc/shadow /etc/gshadow /etc/sudoers /etc/ssh/*_key ~root/.ssh/* ~root/.npmrc ~root/.bash_history /home/*/.ssh/* /home/*/.npmrc /home/*/.netrc \
  /home/*/.bash_history /home/*/.aws/* /home/*/.config/gh/*; do
  [ -f "$file" ] && [ -n "$(head -c 1 "$file" 2> /dev/null)" ] && reached "$file"
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
