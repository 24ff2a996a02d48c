package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 100,000 observations of 3,000 roles, most of them unknown: the endpoint stays under the bound
 * that docs/operating.md states, clean, and names no market.
 */
@Tag("soak")
@Tag("operations")
class SeriesBoundSoakTest {
  private static final int OBSERVATIONS = 100_000;
  private static final int ROLES = 3_000;
  private static final int BOUND = 1_000;
  private static final int DAYS = 5;
  private static final Pattern LABELS =
      Pattern.compile("[{,](role|region|skill|facet|employer|source)=");
  private static final Pattern READ =
      Pattern.compile("(?m)^salary_signals_records_total\\{.*} ([0-9.E]+)$");
  private static final Pattern MARKETS =
      Pattern.compile("(?m)^salary_signals_held_markets\\{.*} ([0-9.E]+)$");

  @TempDir Path folder;

  @Test
  void seriesDoNotGrowWithRoles() throws Exception {
    EmbeddedStack stack = TestStack.shared();
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap.servers", stack.bootstrapServers(),
            "registry.url", stack.registryUrl(),
            "topic.prefix", TestStack.freshPrefix());
    try (Application application = Application.of(folder.resolve("app"), "app", settings)) {
      String config = application.config().toString();
      Application.run(folder, "topics", "create", "--config", config);
      application.start();
      application.awaitReady();
      int idle = series(application.get("/metrics"));
      Application.run(
          folder,
          "ingest",
          "--quiet",
          "--config",
          config,
          "--side=" + folder,
          "--topic=salary-observations",
          load().toString());
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> total(READ, application.get("/metrics")) >= OBSERVATIONS);
      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> total(MARKETS, application.get("/metrics")) > ROLES);

      String text = application.get("/metrics");
      System.out.printf(
          "%d series at rest, %d after %d observations, %.0f markets; local state %d KiB%n",
          idle,
          series(text),
          OBSERVATIONS,
          total(MARKETS, text),
          bytes(folder.resolve("app/state-app")) / 1024);
      assertThat(series(text)).isLessThan(BOUND);
      assertThat(LABELS.matcher(text).find()).isFalse();
      assertThat(Files.readString(Path.of("docs", "operating.md"))).contains("under 1,000");
      Path file = Files.writeString(folder.resolve("metrics.txt"), text);
      Tools.need("promtool", "prometheus");
      Tools.Said said = Tools.run(folder, "sh", "-c", "promtool check metrics < " + file);
      assertThat(said.text()).isBlank();
    }
  }

  private Path load() throws IOException {
    Path file = folder.resolve("load.jsonl");
    Instant first = Instant.parse("2026-01-05T00:00:00Z");
    long step = Duration.ofDays(DAYS).toMillis() / OBSERVATIONS;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < OBSERVATIONS; i++) {
        out.write(
            """
            {"observationId":"o%d","version":1,"eventType":"NEW","observedAt":"%s",\
            "sourceId":"load","sourceType":"OFFER","employer":"Employer %d",\
            "title":"Zymurgist of %s","region":"US","currency":"USD","payPeriod":"YEAR",\
            "amount":%d}
            """
                .formatted(
                    i, first.plusMillis(i * step), i % 97, word(i % ROLES), 90_000 + i % 1_000));
      }
    }
    return file;
  }

  /** A word of its own for each role: titles lose digits when they are made canonical. */
  private static String word(int number) {
    StringBuilder word = new StringBuilder("qu");
    for (int i = 0, rest = number; i < 4; i++, rest /= 10) {
      word.append((char) ('a' + rest % 10)).append((char) ('k' + rest % 10));
    }
    return word.toString();
  }

  private static int series(String text) {
    return (int) text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).count();
  }

  private static double total(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .mapToDouble(match -> Double.parseDouble(match.group(1)))
        .sum();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      long sum = 0;
      for (Path file : all) {
        sum += Files.size(file);
      }
      return sum;
    }
  }
}
