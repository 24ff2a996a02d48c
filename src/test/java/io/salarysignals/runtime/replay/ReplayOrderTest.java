package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.runtime.replay.MessyFeed.Expected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Law 3 on the real stack: the order of the lines, the number of partitions and a partition that
 * comes last change no byte of what has settled; and what has settled is what the slow model says.
 */
@Tag("broker")
class ReplayOrderTest {
  static final List<String> SETTLED = List.of("market-trends.jsonl", "market-panes.jsonl");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void anyOrderGivesTheBytesThatTheModelExpects() throws IOException {
    check(folder, 20_261, 1_500, 40);
  }

  static void check(Path folder, long seed, int observations, int days) throws IOException {
    // Given
    MessyFeed feed = MessyFeed.write(folder.resolve("feed"), seed, observations, days);
    Expected expected = feed.expect(folder.resolve("model"));
    Path shuffled = feed.shuffled(seed);
    Random random = new Random(seed);
    // When
    List<Path> inOrder = List.of(feed.rates(), feed.observations());
    Path first = folder.resolve("as-is");
    Summary summary = SharedReplay.run(inOrder, first, 4, -1);
    // Then
    check(summary, expected);
    inOrderOfRevisions(first.resolve("market-trends.log.jsonl"));
    assertThat(SettledFiles.differences(folder.resolve("model"), first)).isEmpty();
    // When the order is another, nothing else is
    same(first, expected, List.of(feed.rates(), shuffled), folder.resolve("shuffled"), 4, -1);
    same(first, expected, inOrder, folder.resolve("three"), 3, -1);
    same(first, expected, inOrder, folder.resolve("held"), 4, random.nextInt(4));
  }

  private static void same(
      Path first, Expected expected, List<Path> inputs, Path out, int partitions, int hold)
      throws IOException {
    check(SharedReplay.run(inputs, out, partitions, hold), expected);
    for (String file : SETTLED) {
      assertThat(Files.mismatch(first.resolve(file), out.resolve(file)))
          .as("%s of %s, held %d: first byte that differs", file, out, hold)
          .isEqualTo(-1);
    }
    // The settled view is not the same because the log is: arrival did differ.
    String log = "market-trends.log.jsonl";
    assertThat(Files.mismatch(first.resolve(log), out.resolve(log))).isNotEqualTo(-1);
  }

  /** Law 7: every event of a cell and horizon is in the log once, and the log is in their order. */
  private static void inOrderOfRevisions(Path log) throws IOException {
    Map<String, Long> revisions = new HashMap<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode event = JSON.readTree(line);
      String key = event.get("key").asText();
      if (event.has("revision")) {
        long last = revisions.merge(key.substring(0, key.lastIndexOf('|')), 1L, Long::sum);
        assertThat(event.get("revision").asLong()).as(line).isEqualTo(last);
      }
    }
    assertThat(revisions).hasSizeGreaterThan(100);
  }

  private static void check(Summary summary, Expected expected) {
    Summary.Counts counts = summary.topics().get("salary-observations");
    assertThat(summary.balanced()).as(summary.toString()).isTrue();
    assertThat(counts.read()).isEqualTo(expected.read());
    assertThat(counts.rejected()).isEqualTo(expected.rejected());
    assertThat(counts.deadLettered()).isZero();
    assertThat(counts.live()).isEqualTo(expected.live());
  }
}
