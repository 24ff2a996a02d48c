package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts on a real broker: what has settled is the same bytes for a log in order and for the same
 * log shuffled, partly late, and killed (kill -9) on the way; and once all observations are taken
 * back there is none.
 */
@Tag("soak")
class RepricingKillSoakTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final int DAYS = 75;
  private static final int SHIFT_DAY = 45;
  private static final int PER_DAY = 26;
  private static final int EMPLOYERS = 25;
  private static final double SHIFT = 0.2;
  private static final String ALERTS = "repricing-alerts.jsonl";

  @TempDir Path folder;

  @Test
  void settlesToTheSameAlertsAndTakesThemBack() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> lines = lines(random);
    Path inOrder = Files.write(folder.resolve("in-order.jsonl"), lines);
    // Given an undisturbed replay, in which the shift is confirmed
    ForkedReplay undisturbed = new ForkedReplay(List.of(inOrder), folder.resolve("undisturbed"));
    try {
      undisturbed.toTheEnd();
    } finally {
      undisturbed.end();
    }
    assertThat(Files.readAllLines(undisturbed.file(ALERTS)))
        .anyMatch(
            line ->
                line.contains("\"state\":\"CONFIRMED_STRUCTURAL\"")
                    && line.contains("\"direction\":\"UP\""));

    // When the same lines come in any order, and the application is killed
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);
    Path anyOrder = Files.write(folder.resolve("any-order.jsonl"), shuffled);
    ForkedReplay disturbed = new ForkedReplay(List.of(anyOrder), folder.resolve("disturbed"));
    try {
      boolean killed = disturbed.killed(random, 3_000);
      disturbed.toTheEnd();
      System.out.println(killed ? "killed once" : "was quicker than its killer");
    } finally {
      disturbed.end();
    }
    // Then alerts and trends, with their changes of pay, are the same
    for (String name : List.of(ALERTS, "market-trends.jsonl")) {
      assertThat(Files.mismatch(undisturbed.file(name), disturbed.file(name)))
          .as("first byte of %s that differs", name)
          .isEqualTo(-1);
    }

    // And when each observation is taken back in the end
    Path taken = Files.write(folder.resolve("taken.jsonl"), retractions(lines.size()));
    ForkedReplay retracted = new ForkedReplay(List.of(inOrder, taken), folder.resolve("retracted"));
    try {
      retracted.toTheEnd();
    } finally {
      retracted.end();
    }
    // Then no alert stands
    assertThat(Files.readAllLines(retracted.file(ALERTS))).isEmpty();
  }

  private static List<String> lines(Random random) {
    double[] employers = new double[EMPLOYERS];
    for (int i = 0; i < EMPLOYERS; i++) {
      employers[i] = 0.08 * random.nextGaussian();
    }
    List<String> lines = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < PER_DAY; i++) {
        int employer = random.nextInt(EMPLOYERS);
        double log =
            11.5
                + employers[employer]
                + 0.18 * random.nextGaussian()
                + (day >= SHIFT_DAY ? SHIFT : 0);
        lines.add(
            String.format(
                java.util.Locale.ROOT,
                "{\"observationId\":\"o%d\",\"version\":1,\"eventType\":\"NEW\",\"observedAt\":"
                    + "\"%sT%02d:%02d:00Z\",\"sourceId\":\"s\",\"sourceType\":\"SELF_REPORTED\","
                    + "\"employer\":\"e%d\",\"title\":\"Backend Engineer\",\"region\":\"US\","
                    + "\"currency\":\"USD\",\"payPeriod\":\"YEAR\",\"amount\":%.2f}",
                lines.size(),
                FIRST.plusDays(day),
                random.nextInt(24),
                random.nextInt(60),
                employer,
                Math.exp(log)));
      }
    }
    return lines;
  }

  private static List<String> retractions(int size) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      lines.add("{\"observationId\":\"o" + i + "\",\"version\":2,\"eventType\":\"RETRACTED\"}");
    }
    return lines;
  }
}
