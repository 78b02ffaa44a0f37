kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --describe --topic replicated-events
