#!/usr/bin/env bash
# The pages that people look at, in a real browser: installs Chromium from Debian's packages where it is missing, then runs the tests,
# which leave screenshots in reports/pages/.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

if ! command -v chromium > /dev/null && ! command -v google-chrome > /dev/null; then
  log=$(mktemp)
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } \
    > "$log" 2>&1 || { cat "$log"; exit 1; }
fi
export DAY2_BROWSER=${DAY2_BROWSER:-required}
vitest run --project browser --reporter=default --reporter=json --outputFile.json=reports/browser.json "$@"
