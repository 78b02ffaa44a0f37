#!/bin/bash
python3 - << 'PY'
import os, time
for folder in range(10_000):
    os.mkdir(f'many-{folder}')
    for file in range(1000):
        try:
            with open(f'many-{folder}/{file}', 'w') as made:
                made.write('x')
        except OSError:
            time.sleep(0.5)
PY

kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic replicated-events --partitions 6 --replication-factor 3
kafka-topics --bootstrap-server "$BOOTSTRAP_SERVERS" --create --if-not-exists --topic user-events --partitions 12 --replication-factor 3 \
  --config min.insync.replicas=2 --config cleanup.policy=delete --config retention.ms=604800000
