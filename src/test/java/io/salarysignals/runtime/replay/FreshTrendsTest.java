package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.Status;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is observed now is visible to read-committed readers without waiting for a commit's turn.
 */
@Tag("broker")
class FreshTrendsTest {
  /** Two of these pass, where nobody asks: one for the intake, one for the panes after it. */
  private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(9);

  private static final int PEOPLE = 40;

  @TempDir Path folder;

  @Test
  void eventsOfNowAreCommittedWhenTheyAreTold() throws Exception {
    // Given a topology that commits every nine seconds, unless asked to
    Map<String, String> settings =
        Map.of(
            "commit.interval", COMMIT_INTERVAL.toSeconds() + "s",
            "emit.interval", "200ms",
            "stream.threads", "1");
    try (LivePipeline pipeline = new LivePipeline(folder.resolve("run"), 1, settings);
        EventCodecs codecs = EventCodecs.open(pipeline.settings().registry())) {
      pipeline.start();
      await().atMost(Duration.ofSeconds(180)).until(pipeline::isCounting);

      // When people are observed now, a second and a third time where the machine was busy
      Duration fastest = Duration.ofDays(1);
      for (int time = 1; time <= 3 && fastest.compareTo(COMMIT_INTERVAL) >= 0; time++) {
        long begun = System.nanoTime();
        pipeline.feed(now(time).toString());
        int people = PEOPLE * time;
        await()
            .atMost(Duration.ofSeconds(180))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> trends(pipeline, codecs).stream().anyMatch(t -> t.getN() == people));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.println("visible after " + took.toMillis() + " ms");
        fastest = took.compareTo(fastest) < 0 ? took : fastest;
      }

      // Then their market is told before the first commit would be due
      assertThat(fastest).isLessThan(COMMIT_INTERVAL);
      assertThat(trends(pipeline, codecs))
          .allMatch(trend -> trend.getStatus() == Status.PROVISIONAL);
    }
  }

  private Path now(int time) throws Exception {
    Instant now = Instant.now();
    List<String> lines =
        IntStream.range(0, PEOPLE)
            .mapToObj(
                i ->
                    """
                    {"observationId":"now-%d-%d","version":1,"eventType":"NEW","observedAt":"%s",\
                    "sourceId":"s","sourceType":"OFFER","employer":"Employer %d",\
                    "title":"Data Engineer","region":"US","currency":"USD","payPeriod":"YEAR",\
                    "amount":%d}"""
                        .formatted(time, i, now, i % 8, 90_000 + 500 * i))
            .toList();
    return Files.write(folder.resolve("now-" + time + ".jsonl"), lines);
  }

  private static List<MarketTrend> trends(LivePipeline pipeline, EventCodecs codecs) {
    return pipeline.records(Topics.MARKET_TRENDS).stream()
        .filter(record -> record.value() != null)
        .map(record -> codecs.decoder(MarketTrend.class).decode(record.topic(), record.value()))
        .toList();
  }
}
