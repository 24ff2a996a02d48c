"""Follows market-trends and prints the settled medians of whole markets.

    pip install 'confluent-kafka[avro]'
    python3 trends.py [BROKER] [REGISTRY]
"""
import sys

from confluent_kafka import Consumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

broker = sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"
registry = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8081"
TOPIC = "market-trends"

client = SchemaRegistryClient({"url": registry})
schema = client.get_latest_version(TOPIC + "-value").schema.schema_str
decode = AvroDeserializer(schema_str=schema, schema_registry_client=client)
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
        event = decode(message.value(), SerializationContext(TOPIC, MessageField.VALUE))
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
