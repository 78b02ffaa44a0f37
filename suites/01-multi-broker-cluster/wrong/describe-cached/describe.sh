answer="described-$1.txt"
if [ ! -s "$answer" ]; then
  kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --describe --topic "$1" > "$answer"
fi
cat "$answer"
