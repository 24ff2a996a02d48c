package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the application of a replay of postings (kill -9) again and again. Demand, and the trends
 * of the pay that they advertise, are in the end what an undisturbed replay leaves, byte for byte,
 * and no revision was said twice.
 */
@Tag("broker")
class DemandKillTest {
  private static final List<String> SETTLED =
      List.of(
          "demand-signals.jsonl",
          "market-trends.jsonl",
          "market-panes.jsonl",
          "rejected-events.jsonl");

  @TempDir Path folder;

  @Test
  void goesOnAsIfNothingHadHappened() throws Exception {
    check(folder, System.nanoTime(), 2, 300, 60, 5_000);
  }

  /**
   * @param kills how often it must have been killed
   * @param mostMillis greatest time between the start of the stack and a kill
   */
  static void check(Path folder, long seed, int kills, int postings, int days, int mostMillis)
      throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Path log =
        PostingLog.write(
            folder.resolve("postings.jsonl"), PostingLog.lines(random.nextLong(), postings, days));
    // Given
    ForkedReplay undisturbed = new ForkedReplay(List.of(log), folder.resolve("undisturbed"));
    try {
      undisturbed.toTheEnd();
      assertThat(Files.size(undisturbed.file(SETTLED.get(0)))).isPositive();
      // A replay that was quicker than its killer is compared too, and another one is begun.
      for (int killed = 0, round = 1; killed < kills; round++) {
        ForkedReplay disturbed =
            new ForkedReplay(List.of(log), folder.resolve("disturbed-" + round));
        killed += round(undisturbed, disturbed, random, kills - killed, mostMillis);
        assertThat(round).as("rounds for %d kills", killed).isLessThanOrEqualTo(kills);
      }
    } finally {
      undisturbed.end();
    }
  }

  private static int round(
      ForkedReplay undisturbed, ForkedReplay disturbed, Random random, int kills, int mostMillis)
      throws Exception {
    try {
      // When
      int killed = 0;
      while (killed < kills && disturbed.killed(random, mostMillis)) {
        killed++;
      }
      disturbed.toTheEnd();
      // Then
      assertThat(disturbed.counts()).isEqualTo(undisturbed.counts());
      same(undisturbed, disturbed);
      Map<String, Integer> revisions = disturbed.revisions("demand-signals");
      assertThat(revisions).isNotEmpty();
      System.out.printf(
          "killed %d times, same bytes; %d events of %d cells, each revision once%n",
          killed, revisions.values().stream().mapToInt(Integer::intValue).sum(), revisions.size());
      return killed;
    } finally {
      disturbed.end();
    }
  }

  private static void same(ForkedReplay left, ForkedReplay right) throws IOException {
    for (String name : SETTLED) {
      assertThat(Files.mismatch(left.file(name), right.file(name)))
          .as("first byte of %s that differs", name)
          .isEqualTo(-1);
    }
  }
}
