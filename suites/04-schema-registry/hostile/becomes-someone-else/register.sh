#!/bin/bash
# No right can be had that was not there before.
reached() { echo "reached: $*" >&2; exit 66; }

timeout 5 sudo -n true 2> /dev/null && reached sudo
grep '^Cap\(Prm\|Eff\|Bnd\)' /proc/self/status | grep -qv '0000000000000000' && reached "capabilities: $(grep CapEff /proc/self/status)"
mknod "$TMPDIR/disk" b 254 0 2> /dev/null && reached 'a device of its own making'
for device in /dev/vd* /dev/sd* /dev/nvme* /dev/mem /dev/kmsg /dev/kvm /dev/fuse; do [ ! -e "$device" ] || reached "$device"; done
cp "$(command -v bash)" "$TMPDIR/shell" && chmod u+s "$TMPDIR/shell" && "$TMPDIR/shell" -p -c '[ "$(id -u)" != '"$(id -u)"' ]' && reached 'another user'

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
