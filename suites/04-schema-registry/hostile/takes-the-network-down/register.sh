#!/bin/bash
# The network is the lab's, and no program of a submission may set it up anew.
reached() { echo "reached: $*" >&2; exit 66; }

ip link set lo down 2> /dev/null && reached 'the loopback'
ip addr flush dev lo 2> /dev/null && reached 'the addresses of the loopback'
ifconfig lo down 2> /dev/null && reached 'the loopback, by ifconfig'
sysctl -qw net.ipv4.ip_local_port_range='1024 1025' 2> /dev/null && reached 'the ports of the network'

curl -sf -H 'content-type: application/vnd.schemaregistry.v1+json' "$SCHEMA_REGISTRY_URL/subjects/users-value/versions" --data '{
  "schema": "{\"type\":\"record\",\"name\":\"User\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"},{\"name\":\"email\",\"type\":[\"null\",\"string\"],\"default\":null}]}"
}'
