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
 * Kills the application of a replay (kill -9) again and again. What it leaves in the end is what an
 * undisturbed one leaves, byte for byte, and no revision was said twice.
 */
@Tag("broker")
class ReplayKillTest {
  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void goesOnAsIfNothingHadHappened() throws Exception {
    check(folder, System.nanoTime(), KILLS, 1_200, 40, 6_000);
  }

  /**
   * @param kills how often it must have been killed
   * @param mostMillis greatest time between the start of the stack and a kill
   */
  static void check(Path folder, long seed, int kills, int observations, int days, int mostMillis)
      throws Exception {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    MessyFeed feed = MessyFeed.write(folder.resolve("feed"), seed, observations, days);
    List<Path> inputs = List.of(feed.rates(), feed.observations());
    // Given
    ForkedReplay undisturbed = new ForkedReplay(inputs, folder.resolve("undisturbed"));
    try {
      undisturbed.toTheEnd();
      // A replay that was quicker than its killer is compared too, and another one is begun.
      for (int killed = 0, round = 1; killed < kills; round++) {
        killed += round(undisturbed, inputs, folder, round, random, kills - killed, mostMillis);
        assertThat(round).as("rounds for %d kills", killed).isLessThanOrEqualTo(kills);
      }
    } finally {
      undisturbed.end();
    }
  }

  private static int round(
      ForkedReplay undisturbed,
      List<Path> inputs,
      Path folder,
      int round,
      Random random,
      int kills,
      int mostMillis)
      throws Exception {
    ForkedReplay disturbed = new ForkedReplay(inputs, folder.resolve("disturbed-" + round));
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
      Map<String, Integer> revisions = disturbed.revisions();
      assertThat(revisions.keySet()).isEqualTo(undisturbed.revisions().keySet());
      System.out.printf(
          "round %d: killed %d times, same bytes; %d events of %d cells, each revision once%n",
          round,
          killed,
          revisions.values().stream().mapToInt(Integer::intValue).sum(),
          revisions.size());
      return killed;
    } finally {
      disturbed.end();
    }
  }

  private static void same(ForkedReplay left, ForkedReplay right) throws IOException {
    for (String name : ReplayOrderTest.SETTLED) {
      assertThat(Files.size(left.file(name))).as(name).isPositive();
      assertThat(Files.mismatch(left.file(name), right.file(name)))
          .as("first byte of %s that differs", name)
          .isEqualTo(-1);
    }
  }
}
