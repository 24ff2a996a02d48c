import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows demand-signals and repricing-alerts and prints the settled demand of whole markets and
 * what becomes of each alert. Needs kafka-clients and avro (which brings Jackson): {@code java -cp
 * 'LIBRARIES/*' Signals.java [BROKER] [REGISTRY]}.
 */
public final class Signals {
  private static final String DEMAND = "demand-signals";
  private static final String ALERTS = "repricing-alerts";
  private static final Map<Integer, Schema> SCHEMAS = new HashMap<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Schema schema(String registry, int id) throws IOException, InterruptedException {
    if (!SCHEMAS.containsKey(id)) {
      URI uri = URI.create(registry + "/schemas/ids/" + id);
      HttpResponse<String> answer =
          HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("schema " + id + ": " + answer.statusCode());
      }
      String text = new ObjectMapper().readTree(answer.body()).get("schema").asText();
      SCHEMAS.put(id, new Schema.Parser().parse(text));
    }
    return SCHEMAS.get(id);
  }

  private static GenericRecord decode(String registry, byte[] value)
      throws IOException, InterruptedException {
    if (value == null) {
      return null; // a tombstone
    }
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (bytes.get() != 0) {
      throw new IOException("not in the Confluent wire format");
    }
    return new GenericDatumReader<GenericRecord>(schema(registry, bytes.getInt()))
        .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String broker = args.length > 0 ? args[0] : "127.0.0.1:9092";
    String registry = args.length > 1 ? args[1] : "http://127.0.0.1:8081";
    Properties config = new Properties();
    config.put("bootstrap.servers", broker);
    config.put("group.id", "signals-example-java");
    config.put("auto.offset.reset", "earliest");
    config.put("isolation.level", "read_committed");
    Map<String, GenericRecord> signals = new HashMap<>(); // what stands, by key
    Map<String, GenericRecord> alerts = new HashMap<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(DEMAND, ALERTS));
      ConsumerRecords<String, byte[]> records;
      // Ends when it is quiet for ten seconds; a service would go on.
      while (!(records = consumer.poll(Duration.ofSeconds(10))).isEmpty()) {
        for (ConsumerRecord<String, byte[]> record : records) {
          GenericRecord event = decode(registry, record.value());
          Map<String, GenericRecord> current = record.topic().equals(DEMAND) ? signals : alerts;
          if (event == null || event.get("status").toString().equals("RETRACTION")) {
            current.remove(record.key());
            continue;
          }
          current.put(record.key(), event);
          if (record.topic().equals(ALERTS)) {
            System.out.println(record.key() + " " + alert(event));
          } else if (!event.get("status").toString().equals("PROVISIONAL")
              && event.get("facet").toString().equals("all")) {
            System.out.println(record.key() + " " + event.get("status") + " " + demand(event));
          }
        }
      }
    }
    System.out.println(signals.size() + " signals stand, " + alerts.size() + " alerts");
  }

  private static String demand(GenericRecord event) {
    if ((boolean) event.get("suppressed")) {
      return "withheld, n " + event.get("n");
    }
    return String.format(
        "open %s opened %s closed %s driver %s",
        event.get("open"), event.get("opened"), event.get("closed"), event.get("driver"));
  }

  private static String alert(GenericRecord event) {
    GenericRecord effect = (GenericRecord) event.get("effect");
    return String.format(
        Locale.ROOT,
        "%s %s %s %s %s",
        event.get("role"),
        event.get("region"),
        event.get("direction"),
        event.get("state"),
        effect == null
            ? "effect not known"
            : String.format(Locale.ROOT, "effect %.1f %%", 100 * Math.expm1((double) effect.get("value"))));
  }
}
