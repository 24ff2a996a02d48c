package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.runtime.audit.IntakeCounters;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that know nothing of this project: they write what the pipeline reads, with today's
 * schema and with one that lacks the optional fields, and read what it writes.
 */
@Tag("broker")
class ForeignClientsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OBSERVATIONS = 80;
  private static final Instant FIRST = Instant.parse("2026-01-05T08:00:00Z");
  private static final List<Topic> VALUES =
      List.of(
          Topics.MARKET_TRENDS,
          Topics.MARKET_PANES,
          Topics.MARKET_PROGRESS,
          Topics.REJECTED_EVENTS);

  @TempDir static Path folder;

  private static final ForeignRegistry REGISTRY =
      new ForeignRegistry(TestStack.shared().registryUrl());
  private static LivePipeline pipeline;

  @BeforeAll
  static void writeAsAForeignClient() throws Exception {
    pipeline = new LivePipeline(folder.resolve("run"), 2, Map.of());
    pipeline.start();
    String topic = pipeline.settings().topic(Topics.SALARY_OBSERVATIONS.name());
    Schema today = new Schema.Parser().parse(SalaryObservation.getClassSchema().toString());
    Schema older = new Schema.Parser().parse(withoutOptionalFields(today.toString()));
    int todayId = REGISTRY.register(topic + "-value", today.toString());
    int olderId = REGISTRY.register(topic + "-value", older.toString());
    assertThat(olderId).isNotEqualTo(todayId);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            pipeline.settings().kafka().producer(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < OBSERVATIONS; i++) {
        boolean old = i % 2 == 0;
        GenericRecord record = observation(old ? older : today, i);
        producer.send(
            new ProducerRecord<>(
                topic,
                ("o" + i).getBytes(StandardCharsets.UTF_8),
                ForeignRegistry.encode(old ? olderId : todayId, record)));
      }
      GenericRecord rejected = observation(today, OBSERVATIONS);
      rejected.put("region", "nowhere");
      producer.send(
          new ProducerRecord<>(
              topic,
              ("o" + OBSERVATIONS).getBytes(StandardCharsets.UTF_8),
              ForeignRegistry.encode(todayId, rejected)));
      producer.flush();
    }
    pipeline.finish();
  }

  @AfterAll
  static void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private static String withoutOptionalFields(String schema) throws IOException {
    Set<String> kept =
        Set.of(
            "observationId",
            "version",
            "eventType",
            "observedAt",
            "sourceId",
            "sourceType",
            "employer",
            "title",
            "region",
            "currency",
            "payPeriod",
            "amount");
    ObjectNode tree = (ObjectNode) JSON.readTree(schema);
    ArrayNode fields = JSON.createArrayNode();
    tree.get("fields")
        .forEach(
            field -> {
              if (kept.contains(field.get("name").asText())) {
                fields.add(field);
              }
            });
    tree.set("fields", fields);
    return tree.toString();
  }

  private static GenericRecord observation(Schema schema, int i) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("observationId", "o" + i);
    record.put("version", 1);
    record.put("eventType", symbol(schema, "eventType", "NEW"));
    record.put("observedAt", FIRST.plusSeconds(3_600L * i).toEpochMilli());
    record.put("sourceId", "foreign");
    record.put("sourceType", symbol(schema, "sourceType", "OFFER"));
    record.put("employer", "Employer " + i % 20);
    record.put("title", "Data Engineer");
    record.put("region", "US-CA");
    record.put("currency", "USD");
    record.put("payPeriod", symbol(schema, "payPeriod", "YEAR"));
    record.put("amount", 100_000.0 + 1_000 * i);
    if (schema.getField("skills") != null) {
      record.put("skills", List.of("React", "Kafka"));
      record.put("certifications", List.of());
    }
    return record;
  }

  private static Object symbol(Schema schema, String field, String symbol) {
    Schema type = schema.getField(field).schema();
    Schema named =
        type.getType() == Schema.Type.UNION
            ? type.getTypes().stream()
                .filter(t -> t.getType() == Schema.Type.ENUM)
                .findFirst()
                .orElseThrow()
            : type;
    return new GenericData.EnumSymbol(named, symbol);
  }

  @Test
  void thePipelineReadsWhatTheyWrite() {
    IntakeCounters.Counts counts = pipeline.counts();
    assertThat(counts.accepted()).isEqualTo(OBSERVATIONS);
    assertThat(counts.live()).isEqualTo(OBSERVATIONS);
    assertThat(counts.rejected()).isEqualTo(Map.of("BAD_REGION", 1L));
    assertThat(counts.deadLettered()).isZero();
  }

  @Test
  void aGenericClientDecodesEveryOutput() throws Exception {
    for (Topic topic : VALUES) {
      int decoded = 0;
      for (ConsumerRecord<byte[], byte[]> record : pipeline.records(topic)) {
        if (record.value() != null) {
          GenericRecord value = REGISTRY.decode(record.value());
          // All of it was understood: it makes the same bytes again.
          assertThat(ForeignRegistry.again(record.value(), value)).isEqualTo(record.value());
          decoded++;
        }
      }
      System.out.println(topic.name() + ": " + decoded + " values decoded by a generic client");
      assertThat(decoded).as(topic.name()).isPositive();
    }
    // The figures are those that were written: 80 equal steps, all in one window of 28 days.
    List<Double> means = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topics.MARKET_TRENDS)) {
      if (record.value() != null) {
        GenericRecord value = REGISTRY.decode(record.value());
        if (value.get("n").equals((long) OBSERVATIONS)
            && value.get("region").toString().equals("US-CA")
            && value.get("facet").toString().equals("all")) {
          means.add((Double) ((GenericRecord) value.get("mean")).get("value"));
        }
      }
    }
    assertThat(means).isNotEmpty().allMatch(mean -> Math.abs(mean - 139_500) < 1e-6);
  }

  @Test
  void kcatReadsWhatAGenericClientThenDecodes() throws Exception {
    Assumptions.assumeTrue(has("kcat", "-V"), "skipped: kcat is not installed");
    // Debian builds kcat without Avro: it brings the bytes, length first, and Avro decodes them.
    byte[] bytes =
        Files.readAllBytes(
            run(
                "kcat",
                "-q",
                "-C",
                "-e",
                "-b",
                TestStack.shared().bootstrapServers(),
                "-t",
                pipeline.settings().topic(Topics.MARKET_TRENDS.name()),
                "-f",
                "%K %S\\n%k%s"));
    Set<String> told = new TreeSet<>();
    for (int at = 0; at < bytes.length; ) {
      int head = at;
      while (bytes[head] != '\n') {
        head++;
      }
      String[] lengths = new String(bytes, at, head - at, StandardCharsets.UTF_8).split(" ");
      int key = head + 1;
      int value = key + Integer.parseInt(lengths[0]);
      int length = Math.max(0, Integer.parseInt(lengths[1]));
      if (length > 0) {
        GenericRecord trend =
            REGISTRY.decode(java.util.Arrays.copyOfRange(bytes, value, value + length));
        String name = new String(bytes, key, value - key, StandardCharsets.UTF_8);
        told.add(name + ' ' + trend.get("revision") + ' ' + trend.get("n"));
      }
      at = value + length;
    }
    System.out.println("kcat brought " + told.size() + " trends");
    assertThat(told).isEqualTo(expected());
  }

  @Test
  @Tag("soak")
  void kafkajsDecodesTheTrends() throws Exception {
    Assumptions.assumeTrue(has("npm", "--version"), "skipped: npm is not installed");
    Path home = Files.createDirectories(folder.resolve("node"));
    List<String> said =
        runIn(home, "npm", "install", "--no-audit", "--no-fund", "kafkajs@2.2.4", "avsc@5.7.9");
    Assumptions.assumeTrue(
        Files.exists(home.resolve("node_modules/avsc")),
        "skipped: npm cannot install kafkajs and avsc: " + said);
    Files.copy(Path.of("src/test/resources/foreign/consume.js"), home.resolve("consume.js"));
    List<String> lines =
        runIn(
            home,
            "node",
            "consume.js",
            TestStack.shared().bootstrapServers(),
            TestStack.shared().registryUrl(),
            pipeline.settings().topic(Topics.MARKET_TRENDS.name()));
    Set<String> told = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("TREND ")) {
        told.add(line.substring(6));
      }
    }
    System.out.println("kafkajs decoded " + told.size() + " trends");
    assertThat(told).as(String.join("\n", lines)).isEqualTo(expected());
  }

  /** Key, revision and count of each committed trend. */
  private static Set<String> expected() throws Exception {
    Set<String> all = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topics.MARKET_TRENDS)) {
      if (record.value() != null) {
        GenericRecord value = REGISTRY.decode(record.value());
        String key = new String(record.key(), StandardCharsets.UTF_8);
        all.add(key + ' ' + value.get("revision") + ' ' + value.get("n"));
      }
    }
    assertThat(all).hasSizeGreaterThan(10);
    return all;
  }

  private static boolean has(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static Path run(String... command) throws Exception {
    return output(folder, command);
  }

  private static List<String> runIn(Path home, String... command) throws Exception {
    return Files.readAllLines(output(home, command));
  }

  private static Path output(Path home, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("no end: " + Files.readString(out));
    }
    return out;
  }
}
