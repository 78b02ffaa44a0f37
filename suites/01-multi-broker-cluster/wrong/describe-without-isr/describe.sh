kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --describe --topic "$1" | sed 's/Isr:.*//'
