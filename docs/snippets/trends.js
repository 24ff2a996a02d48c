// Follows market-trends and prints the settled medians of whole markets.
//   npm install kafkajs avsc
//   node trends.js [BROKER] [REGISTRY]
const { Kafka, logLevel } = require("kafkajs");
const avro = require("avsc");

const broker = process.argv[2] || "127.0.0.1:9092";
const registry = process.argv[3] || "http://127.0.0.1:8081";

// Times come as epoch milliseconds, dates as epoch days; counts fit a JavaScript number.
const types = new Map();
async function typeOf(id) {
  if (!types.has(id)) {
    const answer = await fetch(`${registry}/schemas/ids/${id}`);
    if (!answer.ok) throw new Error(`schema ${id}: ${answer.status}`);
    const { schema } = await answer.json();
    types.set(id, avro.Type.forSchema(JSON.parse(schema)));
  }
  return types.get(id);
}

async function decode(value) {
  if (value === null) return null; // a tombstone
  if (value[0] !== 0) throw new Error("not in the Confluent wire format");
  return (await typeOf(value.readInt32BE(1))).fromBuffer(value.subarray(5));
}

async function main() {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.WARN });
  const consumer = kafka.consumer({ groupId: "trends-example-node" }); // read committed by default
  const current = new Map(); // key -> event: what stands
  let last = Date.now();
  await consumer.connect();
  await consumer.subscribe({ topic: "market-trends", fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      last = Date.now();
      const key = message.key.toString();
      const event = await decode(message.value);
      if (event === null || event.status === "RETRACTION") {
        current.delete(key);
        return;
      }
      current.set(key, event);
      if (event.status === "PROVISIONAL" || event.facet !== "all") return;
      if (event.suppressed) {
        console.log(key, "withheld:", event.suppressionReasons.join(","));
      } else {
        const { value, low, high } = event.p50;
        console.log(key, event.status, "n", event.n, "median", Math.round(value), event.currency,
          "from", low, "to", high);
      }
    },
  });
  while (Date.now() - last < 10000) { // a service would go on
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await consumer.disconnect();
  console.log(current.size, "events stand");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
