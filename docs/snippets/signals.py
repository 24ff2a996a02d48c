"""Follows demand-signals and repricing-alerts: prints the settled demand of whole markets and what
becomes of each alert.

    pip install confluent-kafka avro
    python3 signals.py [BROKER] [REGISTRY]
"""
import io
import json
import math
import struct
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

broker = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"
registry = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8081"

readers = {}  # schema id -> what decodes it


def decode(value):
    if value is None:
        return None  # a tombstone
    magic, schema_id = struct.unpack(">bI", value[:5])
    if magic != 0:
        raise ValueError("not in the Confluent wire format")
    if schema_id not in readers:
        with urllib.request.urlopen(f"{registry}/schemas/ids/{schema_id}") as answer:
            schema = avro.schema.parse(json.load(answer)["schema"])
        readers[schema_id] = avro.io.DatumReader(schema)
    return readers[schema_id].read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))


def demand(event):
    if event["suppressed"]:
        return f"withheld, n {event['n']}"
    driver = event["driver"] or "null"
    return f"open {event['open']} opened {event['opened']} closed {event['closed']} driver {driver}"


def alert(event):
    effect = event["effect"]
    shown = f"effect {100 * math.expm1(effect['value']):.1f} %" if effect else "effect not known"
    return f"{event['role']} {event['region']} {event['direction']} {event['state']} {shown}"


consumer = Consumer({
    "bootstrap.servers": broker,
    "group.id": "signals-example-python",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",
})
current = {"demand-signals": {}, "repricing-alerts": {}}  # topic -> key -> event: what stands
consumer.subscribe(list(current))
try:
    while True:
        message = consumer.poll(10.0)
        if message is None:
            break  # quiet for ten seconds; a service would go on
        if message.error():
            raise SystemExit(message.error())
        key = message.key().decode()
        event = decode(message.value())
        standing = current[message.topic()]
        if event is None or event["status"] == "RETRACTION":
            standing.pop(key, None)
            continue
        standing[key] = event
        if message.topic() == "repricing-alerts":
            print(key, alert(event))
        elif event["status"] != "PROVISIONAL" and event["facet"] == "all":
            print(key, event["status"], demand(event))
finally:
    consumer.close()
print(len(current["demand-signals"]), "signals stand,", len(current["repricing-alerts"]), "alerts")
