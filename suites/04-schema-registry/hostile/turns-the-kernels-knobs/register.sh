#!/bin/bash
# For the machine's root they would be writable even without a capability.
reached() { echo "reached: $*" >&2; exit 66; }

for knob in /proc/sys/kernel/core_pattern /proc/sys/vm/drop_caches /proc/sys/kernel/pid_max /proc/sys/net/ipv4/ip_forward /proc/sysrq-trigger \
  /sys/kernel/mm/transparent_hugepage/enabled /sys/devices/system/cpu/cpu1/online /proc/1/oom_score_adj; do
  [ -e "$knob" ] || continue
  case "$knob" in *oom_score_adj) value=-1000 ;; *) value=$(head -n 1 "$knob" 2> /dev/null) ;; esac
  { printf '%s' "${value:-1}" > "$knob"; } 2> /dev/null && reached "$knob"
done

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
