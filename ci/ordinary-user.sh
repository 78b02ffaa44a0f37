#!/usr/bin/env bash
# The README's two commands as most people run them: by an ordinary user, on a clone of their own, with nothing in their home
# folder yet. The user is made for this and removed again; so is the home, whose path is as awkward as real ones are.
# Reports: reports/ordinary/ (the grade), reports/ordinary.json (unit tests).
set -euo pipefail
cd "$(dirname "$0")/.."
project=$PWD
mkdir -p reports/ordinary

if [ "$(id -u)" != 0 ]; then
  echo "not root: whoever runs this is an ordinary user already"
  exit 0
fi
for tool in useradd userdel runuser; do
  command -v "$tool" > /dev/null || { echo "$tool is missing: no ordinary user can be made"; exit 1; }
done

name=day2-ci-$$
shelf=$(mktemp -d /var/tmp/day2-ci.XXXXXX)
home="$shelf/Jürgen, der 2."
chmod 755 "$shelf"
remove() {
  # Gradually: a process of the user's that still ends would make userdel refuse.
  userdel "$name" 2> /dev/null || userdel -f "$name" 2> /dev/null || true
  rm -rf "$shelf"
}
trap remove EXIT
useradd --no-create-home --home-dir "$home" --shell /bin/bash "$name"
mkdir -p "$home"
git clone -q "$project" "$home/day 2"
chown -R "$name:" "$shelf"

as_user() {
  runuser -u "$name" -- env -i HOME="$home" USER="$name" LOGNAME="$name" SHELL=/bin/bash LANG=C.UTF-8 CI=true \
    PATH=/usr/local/bin:/usr/bin:/bin ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} \
    bash -c 'cd "$HOME/day 2" && "$@"' bash "$@" < /dev/null
}
status=0
as_user npm ci --no-audit --no-fund || exit 1
as_user npm test || status=1
# Nobody's rights but the user's own: what only root may do shows here.
as_user npx vitest run --project unit --reporter=dot --reporter=json --outputFile.json=reports/check.json \
  harness/host harness/submission harness/runtime || status=1
cp -r "$home/day 2/reports/." reports/ordinary/ 2> /dev/null || true
exit "$status"
