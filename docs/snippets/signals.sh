#!/bin/sh
# Lists what stands on demand-signals and repricing-alerts, one event a line: topic, key, partition,
# offset, size of the value (-1: a tombstone).
#   signals.sh [BROKER]
# A kcat built with Avro decodes as well: add  -s value=avro -r REGISTRY  and %s to the format.
for topic in demand-signals repricing-alerts; do
  kcat -C -q -e -o beginning -b "${1:-127.0.0.1:9092}" -t "$topic" \
    -X isolation.level=read_committed -f '%t\t%k\t%p\t%o\t%S\n' || exit 1
done
