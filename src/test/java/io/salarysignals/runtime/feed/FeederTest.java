package io.salarysignals.runtime.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.feed.mapping.FeedTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds a real broker. */
class FeederTest {
  private static final int PARTITIONS = 4;

  @TempDir Path folder;
  private String prefix;
  private FeedSettings settings;

  @BeforeEach
  void topics() {
    prefix = TestStack.freshPrefix();
    for (FeedTopic topic : FeedTopic.values()) {
      int partitions = topic == FeedTopic.FX_RATES ? 1 : PARTITIONS;
      TestStack.createTopic(prefix + topic.topic(), partitions, Map.of());
    }
    settings = FedRecords.settings(prefix, folder.resolve("side"));
  }

  /** Every tenth line is bad; returns the file. */
  private Path jsonLines(String name, int lines) throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(
          i % 10 == 9
              ? "{\"observationId\":\"" + name + i + "\",\"amount\":\"much\"}\n"
              : "{\"observationId\":\"" + name + i + "\",\"title\":\"Dev " + i + "\"}\n");
    }
    return Files.writeString(folder.resolve(name + ".jsonl"), text);
  }

  private List<ConsumerRecord<String, byte[]>> observations() {
    return FedRecords.all(prefix + "salary-observations");
  }

  private static Set<String> keys(List<ConsumerRecord<String, byte[]>> records) {
    Set<String> keys = new TreeSet<>();
    records.forEach(record -> keys.add(record.key()));
    return keys;
  }

  @Test
  void feedsRatesFirstAndPlacesRecordsLikeAnyOtherProducer() throws Exception {
    Path rates =
        Files.writeString(
            folder.resolve("rates.jsonl"),
            "{\"currency\":\"EUR\",\"unitsPerUsd\":0.9,\"effectiveAt\":\"2026-03-01T00:00:00Z\"}\n");
    FeedPlan plan =
        FeedPlan.of(InputSpec.parseAll(List.of(jsonLines("a", 100).toString(), rates.toString())));

    FeedResult result = new Feeder(settings, Progress.NONE).run(plan);

    assertThat(plan.topics()).containsExactly(FeedTopic.FX_RATES, FeedTopic.SALARY_OBSERVATIONS);
    assertThat(result.of("salary-observations"))
        .isEqualTo(new FeedResult.Counts(100, 90, Map.of("BAD_VALUE", 10L)));
    assertThat(FedRecords.all(prefix + "fx-rates"))
        .extracting(ConsumerRecord::key)
        .containsExactly("EUR|2026-03-01T00:00:00Z");
    assertThat(observations())
        .hasSize(90)
        .allSatisfy(
            record ->
                assertThat(record.partition())
                    .isEqualTo(
                        Utils.toPositive(
                                Utils.murmur2(record.key().getBytes(StandardCharsets.UTF_8)))
                            % PARTITIONS));
    assertThat(Files.readAllLines(folder.resolve("side/a.rejected.jsonl")))
        .hasSize(10)
        .first()
        .asString()
        .contains("\"line\":10", "\"reason\":\"BAD_VALUE\"", "\"field\":\"amount\"", "much");
  }

  @Test
  void aRateThatIsNoneIsRejectedWithItsLine() throws Exception {
    // Given what the topologies would pass over
    String rate =
        "{\"currency\":\"%s\",\"unitsPerUsd\":%s,\"effectiveAt\":\"2026-03-01T00:00:00Z\"}\n";
    Path rates =
        Files.writeString(
            folder.resolve("odd.jsonl"),
            rate.formatted("EUR", "0.9")
                + rate.formatted("EUR", "-1")
                + rate.formatted("CHF", "0")
                + rate.formatted("euro", "0.9"));
    // When
    FeedResult result =
        new Feeder(settings, Progress.NONE)
            .run(FeedPlan.of(InputSpec.parseAll(List.of(rates.toString()))));
    // Then
    assertThat(result.of("fx-rates"))
        .isEqualTo(new FeedResult.Counts(4, 1, Map.of("BAD_VALUE", 2L, "BAD_CURRENCY", 1L)));
    assertThat(Files.readAllLines(folder.resolve("side/odd.rejected.jsonl")))
        .hasSize(3)
        .last()
        .asString()
        .contains("\"line\":4", "\"field\":\"currency\"");
  }

  @Test
  void countsEachLineOnceHoweverOftenItIsInterrupted() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<InputSpec> inputs =
        InputSpec.parseAll(
            List.of(jsonLines("a", 6_000).toString(), jsonLines("b", 3_000).toString()));
    FeedSettings often = settings.committingEvery(Duration.ofNanos(1));

    FeedResult result = null;
    int interruptions = 0;
    while (result == null) {
      int after = 1 + random.nextInt(20);
      int[] calls = {0};
      Progress interrupting =
          (records, done, total) -> {
            if (++calls[0] > after) {
              throw new IllegalStateException("interrupted by the test");
            }
          };
      try {
        result = new Feeder(often, interrupting).run(FeedPlan.of(inputs).holding(2));
      } catch (IllegalStateException e) {
        interruptions++;
      }
    }
    System.out.println(interruptions + " interruptions");

    assertThat(interruptions).isPositive();
    assertThat(result.of("salary-observations"))
        .isEqualTo(new FeedResult.Counts(9_000, 8_100, Map.of("BAD_VALUE", 900L)));
    List<ConsumerRecord<String, byte[]>> records = observations();
    assertThat(records).hasSize(8_100);
    assertThat(keys(records)).hasSize(8_100);
    assertThat(Files.readAllLines(folder.resolve("side/a.rejected.jsonl"))).hasSize(600);
    assertThat(Files.readAllLines(folder.resolve("side/b.rejected.jsonl"))).hasSize(300);
    // Given a finished plan, running it again changes nothing.
    assertThat(new Feeder(settings, Progress.NONE).run(FeedPlan.of(inputs).holding(2)))
        .isEqualTo(result);
    assertThat(observations()).hasSize(8_100);
  }

  @Test
  void deliversTheHeldPartitionLast() throws Exception {
    FeedPlan plan =
        FeedPlan.of(
                InputSpec.parseAll(
                    List.of(jsonLines("a", 500).toString(), jsonLines("b", 500).toString())))
            .holding(1);

    FeedResult result = new Feeder(settings, Progress.NONE).run(plan);

    assertThat(result.of("salary-observations").produced()).isEqualTo(900);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(observations());
    long othersEnd =
        records.stream()
            .filter(r -> r.partition() != 1)
            .mapToLong(ConsumerRecord::timestamp)
            .max()
            .orElseThrow();
    long heldBegin =
        records.stream()
            .filter(r -> r.partition() == 1)
            .mapToLong(ConsumerRecord::timestamp)
            .min()
            .orElseThrow();
    assertThat(heldBegin).isGreaterThanOrEqualTo(othersEnd);
  }

  @Test
  void feedsAgainWhenAsked() throws Exception {
    FeedPlan plan = FeedPlan.of(InputSpec.parseAll(List.of(jsonLines("a", 10).toString())));
    Feeder feeder = new Feeder(settings, Progress.NONE);
    feeder.run(plan);

    feeder.run(plan.again());

    assertThat(observations()).hasSize(18);
  }

  @Test
  void closesEveryPartition() {
    new Feeder(settings, Progress.NONE).closePartitions(FeedTopic.SALARY_OBSERVATIONS);

    assertThat(observations())
        .hasSize(PARTITIONS)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isNull();
              assertThat(record.value()).isNull();
              assertThat(
                      new String(
                          record.headers().lastHeader("salary-signals.control").value(),
                          StandardCharsets.UTF_8))
                  .isEqualTo("closed");
            });
  }

  @Test
  void refusesTopicsThatAreNotThere() throws Exception {
    FeedPlan plan = FeedPlan.of(InputSpec.parseAll(List.of(jsonLines("a", 10).toString())));
    FeedSettings elsewhere = FedRecords.settings("nowhere-", folder);

    assertThatThrownBy(() -> new Feeder(elsewhere, Progress.NONE).run(plan))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("nowhere-salary-observations")
        .hasMessageContaining("topics create");
  }
}
