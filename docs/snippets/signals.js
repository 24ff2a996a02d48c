// Follows demand-signals and repricing-alerts: prints the settled demand of whole markets and what
// becomes of each alert.
//   npm install kafkajs avsc
//   node signals.js [BROKER] [REGISTRY]
const { Kafka, logLevel } = require("kafkajs");
const avro = require("avsc");

const broker = process.argv[2] || "127.0.0.1:9092";
const registry = process.argv[3] || "http://127.0.0.1:8081";
const DEMAND = "demand-signals";
const ALERTS = "repricing-alerts";

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

function demand(event) {
  if (event.suppressed) return `withheld, n ${event.n}`;
  return `open ${event.open} opened ${event.opened} closed ${event.closed} driver ${event.driver}`;
}

function alert(event) {
  const effect = event.effect === null
    ? "effect not known" : `effect ${(100 * Math.expm1(event.effect.value)).toFixed(1)} %`;
  return `${event.role} ${event.region} ${event.direction} ${event.state} ${effect}`;
}

async function main() {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.WARN });
  const consumer = kafka.consumer({ groupId: "signals-example-node" }); // read committed by default
  const current = { [DEMAND]: new Map(), [ALERTS]: new Map() }; // key -> event: what stands
  let last = Date.now();
  await consumer.connect();
  await consumer.subscribe({ topics: [DEMAND, ALERTS], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, message }) => {
      last = Date.now();
      const key = message.key.toString();
      const event = await decode(message.value);
      if (event === null || event.status === "RETRACTION") {
        current[topic].delete(key);
        return;
      }
      current[topic].set(key, event);
      if (topic === ALERTS) {
        console.log(key, alert(event));
      } else if (event.status !== "PROVISIONAL" && event.facet === "all") {
        console.log(key, event.status, demand(event));
      }
    },
  });
  while (Date.now() - last < 10000) { // a service would go on
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await consumer.disconnect();
  console.log(`${current[DEMAND].size} signals stand, ${current[ALERTS].size} alerts`);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
