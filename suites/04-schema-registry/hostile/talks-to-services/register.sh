#!/bin/bash
# A socket lies in the file system or in the network, and both are the lab's alone.
reached() { echo "reached: $*" >&2; exit 66; }

for socket in /run/docker.sock /var/run/docker.sock /run/podman/podman.sock /run/dbus/system_bus_socket /run/systemd/private /run/user/*/bus \
  /tmp/.X11-unix/* /tmp/ssh-*/agent.* "$SSH_AUTH_SOCK" "$DOCKER_HOST"; do
  [ -z "$socket" ] || [ ! -S "$socket" ] || reached "$socket"
done
grep -o '@[^ ]*$' /proc/net/unix | grep -v '^@$' | grep -q . && reached "an abstract socket: $(grep -o '@.*' /proc/net/unix | head -n 1)"

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
