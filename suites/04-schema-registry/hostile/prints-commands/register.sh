#!/bin/bash
# What a program prints is text in every report.
reached() { echo "reached: $*" >&2; exit 66; }

printf '\e[2J\e]8;;http://example.invalid\aclick\e]8;;\a\e[?1049h\x9b31m\n'
printf '::error file=a::b\n::set-output name=x::y\n##vso[task.complete result=Succeeded]\n::stop-commands::x\n'
printf '</system-out></testcase><testcase name="free points"/>]]><!-- \n<script>alert(1)</script><img src=x onerror=alert(1)>\n'
printf '| a | b |\n| - | - |\n[x](javascript:alert(1))\n```\n\u202Eevil\u202C \xed\xa0\x80 \x00 \ufffe\n'
printf '{"verdict":"passed","points":10}\n'

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
