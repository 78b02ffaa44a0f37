#!/usr/bin/env bash
# The engines that need containers, tested for real: installs Docker from Debian's packages where it is missing, starts its
# daemon, builds stand-ins for the public images where these cannot be pulled, runs the tests, and stops what it started.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

needed=()
command -v dockerd > /dev/null || needed+=(docker.io iptables)
command -v docker-compose > /dev/null || docker compose version > /dev/null 2>&1 || needed+=(docker-compose)
if [ ${#needed[@]} -gt 0 ]; then
  log=$(mktemp)
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${needed[@]}"; } \
    > "$log" 2>&1 || { cat "$log"; exit 1; }
fi

started=
stop() {
  if [ -n "$started" ]; then
    kill -TERM "$started" 2> /dev/null || true
    wait "$started" 2> /dev/null || true
  fi
}
trap stop EXIT
if ! docker version > /dev/null 2>&1; then
  dockerd > "${TMPDIR:-/tmp}/dockerd.log" 2>&1 &
  started=$!
  for _ in $(seq 100); do
    docker version > /dev/null 2>&1 && break
    kill -0 "$started" 2> /dev/null || break
    sleep 0.1
  done
  docker version > /dev/null 2>&1 || { tail -20 "${TMPDIR:-/tmp}/dockerd.log"; exit 1; }
fi

# Whoever names images has them.
if [ -z "${DAY2_KAFKA_IMAGE:-}" ]; then
  ci/stand-in-images.sh
  stand_in=${DAY2_STAND_IN:-day2-stand-in}
  export DAY2_KAFKA_IMAGE=$stand_in-kafka DAY2_REGISTRY_IMAGE=$stand_in-registry
  export DAY2_NODE_IMAGE=$stand_in-node DAY2_JDK_IMAGE=$stand_in-jdk
fi
export DAY2_CONTAINERS=required TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1
# One file after another: they share one engine, its names and the ports of a compose lab.
vitest run --project lab --maxWorkers 1 --reporter=default --reporter=json --outputFile.json=reports/containers.json \
  harness/lab/containers harness/lab/attached "$@"
