# Whichever broker answers; a topic that it is told about is described twice, which harms nobody.
kafka-topics --describe --topic "$1" --bootstrap-server "$BOOTSTRAP_SERVERS" 2>&1
kafka-topics --describe --topic "$1" --bootstrap-server "$BOOTSTRAP_SERVERS" 2>&1
