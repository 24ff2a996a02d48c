package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.Status;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 6 on the real stack: with input in order, FINALs are out while input is still to come, and
 * what was said FINAL is never corrected, because nothing was late.
 */
@Tag("broker")
class EarlyFinalsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void finalsComeBeforeTheEndAndStand() throws Exception {
    // Given observations in the order of their time, each once
    MessyFeed feed = MessyFeed.write(folder.resolve("feed"), 77, 1_500, 40);
    List<JsonNode> lines = inOrder(feed.observations());
    int most = lines.size() * 3 / 4;
    Path early = write("early.jsonl", lines.subList(0, most));
    Path late = write("late.jsonl", lines.subList(most, lines.size()));
    Instant seen = Instant.parse(lines.get(most - 1).get("observedAt").asText());
    try (LivePipeline pipeline = new LivePipeline(folder.resolve("run"), 3, Map.of())) {
      pipeline.feed(feed.rates().toString());
      pipeline.start();
      // When three quarters are in and the rest is still to come
      pipeline.feed(early.toString());
      await()
          .atMost(Duration.ofSeconds(180))
          .until(() -> trends(pipeline).stream().anyMatch(t -> t.getStatus() == Status.FINAL));
      List<MarketTrend> before = trends(pipeline);
      pipeline.feed(late.toString());
      pipeline.finish();
      // Then
      List<MarketTrend> all = trends(pipeline);
      long finals = before.stream().filter(t -> t.getStatus() == Status.FINAL).count();
      System.out.printf(
          "%d FINALs before the last quarter of the input, %d events in all%n", finals, all.size());
      assertThat(before)
          .filteredOn(trend -> trend.getStatus() == Status.FINAL)
          .allMatch(trend -> trend.getWindowEnd().isBefore(seen));
      assertThat(all).noneMatch(trend -> trend.getStatus() == Status.CORRECTION);
      assertThat(all).noneMatch(trend -> trend.getStatus() == Status.RETRACTION);
      Map<String, Integer> said = new TreeMap<>();
      all.stream()
          .filter(trend -> trend.getStatus() == Status.FINAL)
          .forEach(trend -> said.merge(key(trend), 1, Integer::sum));
      assertThat(said.values()).allMatch(times -> times == 1);
    }
  }

  private static String key(MarketTrend t) {
    return String.join(
        "|",
        t.getRole(),
        t.getRegion(),
        t.getBasis().name(),
        t.getFacet(),
        Integer.toString(t.getHorizonDays()),
        t.getWindowEnd().toString());
  }

  private static List<JsonNode> inOrder(Path file) throws IOException {
    Map<String, JsonNode> first = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = JSON.readTree(line);
      if (node.path("eventType").asText().equals("NEW") && node.hasNonNull("observedAt")) {
        first.putIfAbsent(node.get("observationId").asText(), node);
      }
    }
    List<JsonNode> lines = new ArrayList<>(first.values());
    lines.sort(Comparator.comparing(node -> Instant.parse(node.get("observedAt").asText())));
    return lines;
  }

  private Path write(String name, List<JsonNode> lines) throws IOException {
    return Files.write(folder.resolve(name), lines.stream().map(JsonNode::toString).toList());
  }

  private static List<MarketTrend> trends(LivePipeline pipeline) {
    List<MarketTrend> trends = new ArrayList<>();
    try (EventCodecs codecs = EventCodecs.open(pipeline.settings().registry())) {
      var decoder = codecs.decoder(MarketTrend.class);
      for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topics.MARKET_TRENDS)) {
        if (record.value() != null) {
          trends.add(decoder.decode(record.topic(), record.value()));
        }
      }
    }
    return trends;
  }
}
