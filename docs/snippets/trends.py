"""Follows market-trends and prints the settled medians of whole markets.

    pip install confluent-kafka avro
    python3 trends.py [BROKER] [REGISTRY]
"""
import io
import json
import struct
import sys
import urllib.request

import avro.io
import avro.schema
from confluent_kafka import Consumer

broker = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"
registry = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8081"
TOPIC = "market-trends"

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


consumer = Consumer({
    "bootstrap.servers": broker,
    "group.id": "trends-example-python",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",
})
consumer.subscribe([TOPIC])
current = {}  # key -> event: what stands
try:
    while True:
        message = consumer.poll(10.0)
        if message is None:
            break  # quiet for ten seconds; a service would go on
        if message.error():
            raise SystemExit(message.error())
        key = message.key().decode()
        event = decode(message.value())
        if event is None or event["status"] == "RETRACTION":
            current.pop(key, None)
            continue
        current[key] = event
        if event["status"] == "PROVISIONAL" or event["facet"] != "all":
            continue
        if event["suppressed"]:
            print(key, "withheld:", ",".join(event["suppressionReasons"]))
        else:
            median = event["p50"]
            print(key, event["status"], "n", event["n"],
                  "median", round(median["value"]), event["currency"],
                  "from", median["low"], "to", median["high"])
finally:
    consumer.close()
print(len(current), "events stand")
