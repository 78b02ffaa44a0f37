# Sourced: the guide calls Kafka's tools by their bare names, and the image has them as NAME.sh in a folder off the PATH.
# The compose file puts this folder in front on the PATH.
bin=/tmp/day2-bin
mkdir -p "$bin"
for tool in /opt/kafka/bin/*.sh; do
  for name in "$(basename "$tool")" "$(basename "$tool" .sh)"; do
    printf '#!/bin/bash\nexec %s "$@"\n' "$tool" > "$bin/$name"
    chmod 755 "$bin/$name"
  done
done
