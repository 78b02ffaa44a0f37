#!/bin/bash
# A name is data.
reached() { echo "reached: $*" >&2; exit 66; }

for name in --help -rf '$(touch /tmp/run)' '`id`' $'a\nb' $'\e]0;title\a' '<script>alert(1)</script>' '::error::x' "$(printf 'x%.0s' $(seq 255))" $'\xff\xfe' 'con' ' '; do
  : > "./$name"; : > "/tmp/$name"; mkdir -p "$HOME/dir $name" 2> /dev/null
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
