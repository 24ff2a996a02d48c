#!/bin/sh
# Lists what stands on market-trends, one event a line: key, partition, offset, size of the value.
#   trends.sh [BROKER]
# A kcat built with Avro decodes as well: add  -s value=avro -r REGISTRY  and %s to the format.
exec kcat -C -q -e -o beginning -b "${1:-127.0.0.1:9092}" -t market-trends \
  -X isolation.level=read_committed -f '%k\t%p\t%o\t%S\n'
