package io.salarysignals.runtime.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settled view and the log of topics on a real broker, transactions included. */
class TopicExporterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final Settings settings = StackRecords.settings();

  @Test
  void theSettledViewIsTheLastCommittedValueOfEachKey() throws Exception {
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, "writer")) {
      producer.initTransactions();
      // Given a corrected, a final, a provisional, a retracted and a tombstoned cell
      producer.beginTransaction();
      send(producer, codecs, "b-role", StackRecords.trend("b-role", Status.FINAL, 1, 100_000));
      send(producer, codecs, "b-role", StackRecords.trend("b-role", Status.CORRECTION, 2, 101_000));
      send(producer, codecs, "a-role", StackRecords.trend("a-role", Status.FINAL, 1, 90_000));
      send(producer, codecs, "c-role", StackRecords.trend("c-role", Status.PROVISIONAL, 1, 80_000));
      send(producer, codecs, "d-role", StackRecords.trend("d-role", Status.RETRACTION, 2, 1));
      send(producer, codecs, "e-role", StackRecords.trend("e-role", Status.FINAL, 1, 70_000));
      send(producer, codecs, "e-role", null);
      producer.commitTransaction();
      // And one that was never committed
      producer.beginTransaction();
      send(producer, codecs, "a-role", StackRecords.trend("a-role", Status.CORRECTION, 2, 1));
      producer.abortTransaction();

      // When exported with much and with hardly any memory
      Path roomy = folder.resolve("roomy");
      Path tight = folder.resolve("tight");
      long lines = new TopicExporter(settings, codecs).export(Topics.MARKET_TRENDS, roomy, true);
      new TopicExporter(settings, codecs, 1).export(Topics.MARKET_TRENDS, tight, false);

      // Then
      assertThat(lines).isEqualTo(3);
      List<JsonNode> settled = read(roomy.resolve("market-trends.jsonl"));
      assertThat(settled)
          .extracting(node -> node.get("role").asText())
          .containsExactly("a-role", "b-role", "c-role");
      assertThat(settled)
          .extracting(node -> node.get("status").asText())
          .containsExactly("FINAL", "FINAL", "PROVISIONAL");
      assertThat(settled.get(1).at("/p50/value").asDouble()).isEqualTo(101_000);
      assertThat(settled)
          .allSatisfy(
              node -> {
                for (String gone :
                    List.of("emittedAt", "revision", "watermark", "fallback", "key")) {
                  assertThat(node.has(gone)).as(gone).isFalse();
                }
              });
      assertThat(tight.resolve("market-trends.jsonl"))
          .hasSameBinaryContentAs(roomy.resolve("market-trends.jsonl"));

      List<JsonNode> log = read(roomy.resolve("market-trends.log.jsonl"));
      assertThat(log).hasSize(7);
      assertThat(log)
          .filteredOn(node -> node.get("key").asText().startsWith("b-role"))
          .extracting(node -> node.get("status").asText() + node.get("revision").asInt())
          .containsExactly("FINAL1", "CORRECTION2");
      assertThat(log).filteredOn(node -> node.has("tombstone")).hasSize(1);
      try (var files = Files.list(roomy)) {
        assertThat(files).as("nothing but the results").hasSize(2);
      }
    }
  }

  @Test
  void topicsThatDeleteKeepEveryRecord() throws Exception {
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, null)) {
      String rejected = settings.topic("rejected-events");
      var encoder = codecs.encoder(io.salarysignals.event.RejectedEvent.class);
      for (int i = 0; i < 3; i++) {
        producer
            .send(
                new ProducerRecord<>(
                    rejected,
                    bytes("same-id"),
                    encoder.encode(rejected, StackRecords.rejection(0, i))))
            .get();
      }
      ProducerRecord<byte[], byte[]> dead =
          new ProducerRecord<>(settings.topic("dead-letters"), bytes("k"), new byte[] {9});
      dead.headers().add("__streams.errors.topic", bytes("salary-observations"));
      producer.send(dead).get();

      TopicExporter exporter = new TopicExporter(settings, codecs);

      assertThat(exporter.export(Topics.REJECTED_EVENTS, folder, false)).isEqualTo(3);
      assertThat(exporter.export(Topics.DEAD_LETTERS, folder, false)).isEqualTo(1);
      JsonNode letter = read(folder.resolve("dead-letters.jsonl")).get(0);
      assertThat(letter.get("key").asText()).isEqualTo("k");
      assertThat(letter.get("payload").binaryValue()).containsExactly(9);
      assertThat(letter.get("__streams.errors.topic").asText()).isEqualTo("salary-observations");
      assertThat(exporter.export(Topics.MARKET_PROGRESS, folder, true)).isZero();
      assertThat(folder.resolve("market-progress.jsonl")).isEmptyFile();
    }
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer, EventCodecs codecs, String role, MarketTrend trend) {
    String topic = settings.topic("market-trends");
    byte[] key = bytes(role + "|US|PAID|all|7|2026-03-08");
    byte[] value = trend == null ? null : codecs.encoder(MarketTrend.class).encode(topic, trend);
    producer.send(new ProducerRecord<>(topic, key, value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<JsonNode> read(Path file) throws Exception {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }
}
