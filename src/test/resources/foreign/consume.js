// A consumer that knows Kafka, Avro and the registry's HTTP API, and nothing of this project.
// Arguments: broker, registry, topic. Prints a line for each value: TREND key revision n.
const { Kafka, logLevel } = require('kafkajs');
const avro = require('avsc');

const [broker, registry, topic] = process.argv.slice(2);
const kafka = new Kafka({ clientId: 'foreign', brokers: [broker], logLevel: logLevel.ERROR });
const types = new Map();

async function typeOf(id) {
  if (!types.has(id)) {
    const answer = await fetch(`${registry}/schemas/ids/${id}`);
    types.set(id, avro.Type.forSchema(JSON.parse((await answer.json()).schema)));
  }
  return types.get(id);
}

async function main() {
  const consumer = kafka.consumer({ groupId: `foreign-${process.pid}` });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const done = new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, (event) => reject(event.payload.error));
    // Markers of transactions hide where a topic ends: a pause after the last value is its end.
    let end;
    const heard = () => {
      clearTimeout(end);
      end = setTimeout(resolve, 5000);
    };
    consumer.run({
      eachMessage: async ({ message }) => {
        heard();
        if (message.value !== null) {
          const type = await typeOf(message.value.readInt32BE(1));
          const value = type.fromBuffer(message.value.subarray(5));
          console.log(`TREND ${message.key} ${value.revision} ${value.n}`);
        }
      },
    });
  });
  await done;
  await consumer.disconnect();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
