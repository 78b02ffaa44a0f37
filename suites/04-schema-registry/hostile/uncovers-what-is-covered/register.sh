#!/bin/bash
# What covers a thing cannot be taken away, from no namespace.
reached() { echo "reached: $*" >&2; exit 66; }

before=$(ls -A / /tmp; ls -d /proc/[0-9]* | wc -l)
tries='umount /proc; umount -l /tmp; umount -l /dev/null; mount -t tmpfs none /etc; mount -o remount,rw /; mount -o remount,rw /usr; mount --bind /tmp /usr; chroot /proc/1/root true'
sh -c "$tries" > /dev/null 2>&1
umount /proc 2> /dev/null && reached 'what is below /proc'
touch /usr/left-by-a-program 2> /dev/null && reached /usr
unshare -Urm sh -c 'umount /proc && echo uncovered; mount -o remount,rw,bind /usr && touch /usr/x && echo written' 2> /dev/null | grep -q . && reached 'through a namespace of its own'
[ "$before" = "$(ls -A / /tmp; ls -d /proc/[0-9]* | wc -l)" ] || reached 'another view of / or /tmp'

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
