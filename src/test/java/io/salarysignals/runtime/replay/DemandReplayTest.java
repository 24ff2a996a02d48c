package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Demand on the real stack: what has settled is what a plain recomputation from the raw lines says,
 * and neither the order of the lines, the number of partitions nor a partition that comes last
 * changes a byte of it.
 */
@Tag("broker")
class DemandReplayTest {
  private static final Path SCRIPT = Path.of("src/test/python/check_demand.py");

  @TempDir Path folder;

  @Test
  void anyOrderGivesTheBytesThatTheModelExpects() throws IOException, InterruptedException {
    check(folder, 20_264, 400, 120);
  }

  @Test
  void aPostingThatIsTakenBackLeavesNoByteOfIt() throws IOException {
    // Given a log, and the same with a posting among it that closes, expires, opens again, moves,
    // changes its pay, and is taken back as a whole
    List<String> without = PostingLog.lines(20_265, 300, 60);
    List<String> with = new ArrayList<>(without);
    with.addAll(with.size() / 3, PostingLog.wholeLifeTakenBack("taken-back"));
    // When
    Path alone = folder.resolve("alone");
    Path both = folder.resolve("both");
    SharedReplay.run(
        List.of(PostingLog.write(folder.resolve("without.jsonl"), without)), alone, 3, -1);
    SharedReplay.run(List.of(PostingLog.write(folder.resolve("with.jsonl"), with)), both, 3, -1);
    // Then panes of its pay, trends and signals are as if it had never been
    for (String file :
        List.of("demand-signals.jsonl", "market-panes.jsonl", "market-trends.jsonl")) {
      assertThat(Files.size(alone.resolve(file))).as(file).isPositive();
      assertThat(Files.mismatch(alone.resolve(file), both.resolve(file)))
          .as("%s: first byte that differs", file)
          .isEqualTo(-1);
    }
  }

  static void check(Path folder, long seed, int postings, int days)
      throws IOException, InterruptedException {
    System.out.printf("postings of seed %d%n", seed);
    // Given
    List<String> lines = PostingLog.lines(seed, postings, days);
    Path log = PostingLog.write(folder.resolve("postings.jsonl"), lines);
    // When
    Path first = folder.resolve("as-is");
    Summary summary = SharedReplay.run(List.of(log), first, 4, -1);
    // Then
    assertThat(summary.balanced()).as(summary.toString()).isTrue();
    assertThat(summary.topics().get("job-postings").read()).isEqualTo(lines.size());
    assertThat(Files.size(first.resolve("demand-signals.jsonl"))).isPositive();
    checkByScript(log, first);
    // And the pay that they advertise is there, with a basis of its own
    String trends = Files.readString(first.resolve("market-trends.jsonl"));
    assertThat(trends).contains("\"basis\":\"POSTED\"").doesNotContain("\"basis\":\"PAID\"");
    // When the order is another, nothing else is
    List<String> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(seed));
    Path other = PostingLog.write(folder.resolve("shuffled.jsonl"), shuffled);
    same(first, other, folder.resolve("shuffled"), 3, -1);
    same(first, log, folder.resolve("held"), 4, 1);
  }

  private static void same(Path first, Path log, Path out, int partitions, int hold)
      throws IOException {
    assertThat(SharedReplay.run(List.of(log), out, partitions, hold).balanced()).isTrue();
    for (String file : List.of("demand-signals.jsonl", "market-trends.jsonl")) {
      assertThat(Files.mismatch(first.resolve(file), out.resolve(file)))
          .as("%s of %s: first byte that differs", file, out)
          .isEqualTo(-1);
    }
  }

  private static void checkByScript(Path log, Path out) throws IOException, InterruptedException {
    if (!hasPython()) {
      System.out.println("the check by script is skipped: python3 is not installed");
      return;
    }
    File said = out.resolve("check.txt").toFile();
    Process check =
        new ProcessBuilder(
                "python3",
                SCRIPT.toString(),
                "--in",
                log.toString(),
                "--out",
                out.toString(),
                "--classpath",
                System.getProperty("java.class.path"))
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    assertThat(check.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(said.toPath());
    assertThat(text).contains("EQUAL").doesNotContain("FAIL");
    assertThat(check.exitValue()).as(text).isZero();
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
