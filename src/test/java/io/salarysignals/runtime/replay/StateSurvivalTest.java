package io.salarysignals.runtime.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.runtime.embedded.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data of 2021 in topics whose segments roll all the time and are cleaned at once; then the local
 * state is lost. What is restored goes on to the same bytes as if nothing had happened.
 */
@Tag("broker")
class StateSurvivalTest {
  private static final LocalDate YEARS_AGO = LocalDate.parse("2021-02-01");
  private static final Map<String, String> SMALL_SEGMENTS =
      Map.of(
          "segment.ms", "300",
          "segment.bytes", "1048576",
          "min.cleanable.dirty.ratio", "0.001",
          "min.compaction.lag.ms", "0",
          "max.compaction.lag.ms", "1000",
          "delete.retention.ms", "100",
          "file.delete.delay.ms", "100");

  @TempDir Path folder;

  @Test
  void oldDataSurviveCleaningAndTheLossOfLocalState() throws Exception {
    // Given
    MessyFeed feed = MessyFeed.write(folder.resolve("feed"), 2_021, 1_200, 40, YEARS_AGO);
    List<String> lines = Files.readAllLines(feed.observations());
    int third = lines.size() / 3;
    Path undisturbed = folder.resolve("undisturbed");
    SharedReplay.run(List.of(feed.rates(), feed.observations()), undisturbed, 3, -1);
    try (LivePipeline pipeline = new LivePipeline(folder.resolve("run"), 3, Map.of())) {
      pipeline.feed(feed.rates().toString());
      pipeline.start();
      feed(pipeline, "first", lines.subList(0, third));
      // When segments roll, are cleaned, and the state is lost
      alterTopics(pipeline);
      feed(pipeline, "second", lines.subList(third, 2 * third));
      await().atMost(Duration.ofSeconds(180)).until(() -> cleaned(pipeline).size() >= 4);
      System.out.println("cleaned: " + cleaned(pipeline));
      pipeline.stop();
      assertThat(pipeline.stateFolder()).isNotEmptyDirectory();
      delete(pipeline.stateFolder());
      pipeline.start();
      feed(pipeline, "third", lines.subList(2 * third, lines.size()));
      pipeline.finish();
      // Then
      Path out = folder.resolve("restored");
      pipeline.export(out);
      for (String file : ReplayOrderTest.SETTLED) {
        assertThat(Files.size(out.resolve(file))).isPositive();
        assertThat(Files.mismatch(undisturbed.resolve(file), out.resolve(file)))
            .as("first byte of %s that differs", file)
            .isEqualTo(-1);
      }
      assertThat(pipeline.counts().read()).isEqualTo(lines.size());
      assertThat(pipeline.auditProblems()).isEmpty();
    }
  }

  private void feed(LivePipeline pipeline, String name, List<String> lines) throws IOException {
    Path file = Files.write(folder.resolve(name + ".jsonl"), lines);
    long before = pipeline.isCounting() ? pipeline.counts().read() : 0;
    pipeline.feed(file.toString());
    await()
        .atMost(Duration.ofSeconds(180))
        .until(() -> pipeline.isCounting() && pipeline.counts().read() == before + lines.size());
  }

  private static void alterTopics(LivePipeline pipeline) throws Exception {
    try (Admin admin = pipeline.admin()) {
      Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
      for (String topic : topics(pipeline, admin)) {
        List<AlterConfigOp> settings = new ArrayList<>();
        SMALL_SEGMENTS.forEach(
            (name, value) ->
                settings.add(
                    new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), settings);
      }
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  private static Set<String> topics(LivePipeline pipeline, Admin admin) throws Exception {
    return admin.listTopics().names().get().stream()
        .filter(name -> name.startsWith(pipeline.settings().topic("")))
        .collect(Collectors.toSet());
  }

  /** The changelogs that the broker's cleaner has been through. */
  private static Set<String> cleaned(LivePipeline pipeline) throws IOException {
    Path checkpoint = TestStack.shared().folder().resolve("kafka/cleaner-offset-checkpoint");
    Set<String> topics = new TreeSet<>();
    for (String line :
        Files.exists(checkpoint) ? Files.readAllLines(checkpoint) : List.<String>of()) {
      String[] parts = line.split(" ");
      if (parts.length == 3
          && parts[0].startsWith(pipeline.settings().topic("trends-"))
          && parts[0].endsWith("-changelog")
          && Long.parseLong(parts[2]) > 0) {
        topics.add(parts[0]);
      }
    }
    return topics;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
