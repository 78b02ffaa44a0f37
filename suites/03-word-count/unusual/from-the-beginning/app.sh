# Nothing is kept: what is in text-input is counted from its beginning, however often this is started.
declare -A counts
kafka-console-consumer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic text-input --from-beginning |
  while read -r -a words; do
    for word in "${words[@]}"; do
      counts[$word]=$((${counts[$word]:-0} + 1))
      printf '%s\t%s\n' "$word" "${counts[$word]}"
    done
  done |
  tee counts.log |
  kafka-console-producer --bootstrap-server "$BOOTSTRAP_SERVERS" --topic word-counts --reader-property parse.key=true
