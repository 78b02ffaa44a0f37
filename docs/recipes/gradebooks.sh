#!/usr/bin/env bash
# All hand-ins of a class, as Moodle or Canvas packs them, to marks that can be imported there: gradebooks.sh SUBMISSIONS ROSTER OUT
set -uo pipefail
submissions=${1:?the zip that Moodle or Canvas gave} roster=${2:?a CSV with name, id, email} out=${3:?a folder}

# Goes on where it was ended; 2 says that somebody has no mark yet.
npx day2 batch "$submissions" --roster "$roster" --reports "$out"
code=$?
ls "$out"/gradebook*.csv
exit "$code"
