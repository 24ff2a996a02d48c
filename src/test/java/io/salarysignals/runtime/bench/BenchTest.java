package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.runtime.bench.BenchReport.Figure;
import io.salarysignals.runtime.bench.TopicBytes.Kind;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small bench from end to end: stack, load, floor, job in its own JVM. */
@Tag("broker")
class BenchTest {
  private static final int RECORDS = 20_000;

  /** Markers of transactions that a topic of four partitions may hold after so short a run. */
  private static final long MAX_MARKERS = 2_000;

  @TempDir Path folder;

  @Test
  void measuresASmallLoad() throws Exception {
    // Given
    BenchOptions options =
        new BenchOptions(
            Loads.of(RECORDS, 20, 50, 4, 4, 2, 2, 30),
            7,
            4,
            2,
            folder,
            null,
            false,
            true,
            false,
            false,
            false,
            null,
            Map.of());
    PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    // When
    BenchReport report = new Bench(options, console).run();
    report.print(console);
    // Then every rate is there, and the job is not faster than doing nothing with the records
    for (String name : new String[] {Figures.JOB_RATE, Figures.FLOOR_RATE, Figures.RESIDENT}) {
      assertThat(report.figure(name).map(Figure::value).orElseThrow()).as(name).isPositive();
    }
    assertThat(report.figure("job/floor").map(Figure::value).orElseThrow()).isBetween(1e-6, 1.0);
    Map<String, TopicBytes> topics =
        report.topics().stream().collect(Collectors.toMap(TopicBytes::topic, Function.identity()));
    // The load, a control record in each partition, and no transaction
    assertThat(topics.get("salary-observations").endOffsets()).isEqualTo(RECORDS + 4);
    assertThat(topics.get("salary-observations").kind()).isEqualTo(Kind.INPUT);
    // What the producers say they sent is what the broker was given, but for the markers
    for (String topic : new String[] {"market-trends", "market-panes"}) {
      TopicBytes output = topics.get(topic);
      assertThat(output.recordsSent()).as(topic).isPositive();
      assertThat(output.bytesSent()).as(topic).isPositive();
      assertThat(output.endOffsets() - output.recordsSent()).as(topic).isBetween(0L, MAX_MARKERS);
    }
    // Identities are written by the page, not one by one
    assertThat(topics.get("trends-identity-pages-changelog").recordsSent())
        .isBetween(1L, RECORDS / 10L);
    assertThat(topics).doesNotContainKey("trends-identities-changelog");
  }

  @Test
  void measuresTheDemandJob() throws Exception {
    // Given postings in place of observations
    BenchOptions options =
        new BenchOptions(
            Loads.of(5_000, 20, 50, 4, 30, 2, 2, 30),
            7,
            4,
            2,
            folder,
            null,
            false,
            true,
            true,
            false,
            false,
            null,
            Map.of());
    PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    // When it ends, its counts were the generator's
    BenchReport report = new Bench(options, console).run();
    report.print(console);
    // Then the rate and what is kept are there, and a third of the postings could expire
    for (String name :
        new String[] {
          Figures.JOB_RATE,
          Figures.RESIDENT,
          "state: postings per open posting",
          "state: vacancies per open posting"
        }) {
      assertThat(report.figure(name).map(Figure::value).orElseThrow()).as(name).isPositive();
    }
    // And the state stays near its goal of 500 bytes; tables that are not merged yet take some more
    assertThat(report.figure(DemandBench.STATE).map(Figure::value).orElseThrow())
        .isBetween(100.0, 500.0);
    double live = report.figure("postings live").map(Figure::value).orElseThrow();
    assertThat(report.figure("postings open at the end").map(Figure::value).orElseThrow())
        .isBetween(live / 2, live - 1);
  }

  @Test
  void measuresTheRepricingJobOverThePanesOfTheTrends() throws Exception {
    // Given three weeks of twenty markets
    BenchOptions options =
        new BenchOptions(
            Loads.of(6_000, 20, 50, 4, 21, 2, 2, 30),
            7,
            4,
            2,
            folder,
            null,
            false,
            false,
            false,
            true,
            false,
            null,
            Map.of());
    PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    // When it ends, the days it keeps were those of the panes, and the generator's
    BenchReport report = new Bench(options, console).run();
    report.print(console);
    // Then what it costs is there, beside the trends
    for (String name :
        new String[] {
          "records read",
          "CPU per observation",
          "CPU to that of the trends job",
          "peak resident memory",
          "state on disk per market"
        }) {
      assertThat(report.figure("repricing: " + name).map(Figure::value).orElseThrow())
          .as(name)
          .isPositive();
    }
    double markets = report.figure("repricing: markets watched").map(Figure::value).orElseThrow();
    assertThat(markets).isGreaterThanOrEqualTo(20);
    assertThat(report.figure("repricing: days of markets").map(Figure::value).orElseThrow())
        .isBetween(markets, markets * 23);
  }

  @Test
  void totalsThatDifferAreAnError() {
    WatchedTotals panes = new WatchedTotals(20, 400, 9_000, 6_000);
    WatchedTotals.check(panes, panes, 6_000);
    assertThatThrownBy(() -> WatchedTotals.check(panes, panes, 6_001))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("observations in countries");
    assertThatThrownBy(
            () -> WatchedTotals.check(new WatchedTotals(20, 399, 8_999, 6_000), panes, 6_000))
        .hasMessageContaining("days of markets")
        .hasMessageContaining("observations watched");
  }
}
