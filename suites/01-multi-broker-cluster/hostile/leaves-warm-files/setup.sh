#!/bin/bash
# Nothing of one exercise is there in the next one.
reached() { echo "reached: $*" >&2; exit 66; }

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

kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic replicated-events --partitions 6 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
