package io.salarysignals.runtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both processes are killed again and again while they are written to: nothing answered is lost.
 */
@Tag("soak")
class StackKillSoakTest {
  private static final int KILLS = 10;
  private static final int BATCH = 50;

  @TempDir Path folder;

  @Test
  void whatWasAnsweredSurvivesAnyNumberOfKills() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Set<String> committed = new HashSet<>();
    Map<String, Integer> ids = new LinkedHashMap<>();
    StackOptions options = StackOptions.defaults().withRestarts(2 * KILLS);
    try (EmbeddedStack stack = EmbeddedStack.start(folder, options, System.out::println)) {
      StackClient client = new StackClient(stack);
      client.createTopic("written");

      // When the processes die at random moments of a stream of transactions and registrations
      for (int round = 0; round < KILLS; round++) {
        CompletableFuture<Void> killing = killLater(random.nextInt(300));
        for (int batch = 0; batch < 4; batch++) {
          String name = "r" + round + "b" + batch;
          List<String> values = IntStream.range(0, BATCH).mapToObj(i -> name + "-" + i).toList();
          try {
            client.writeInTransaction("written", values);
            committed.addAll(values);
          } catch (KafkaException inDoubt) {
            // Counted below: all of the transaction or nothing.
          }
        }
        killing.get(1, TimeUnit.MINUTES);
        String schema = "Schema" + round;
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(() -> ids.put(schema, client.register(schema)) != null || ids.get(schema) > 0);
      }

      // Then each committed value is there once, each transaction whole, each id its schema's
      List<String> read = client.readAll("written");
      assertThat(read).doesNotHaveDuplicates().containsAll(committed);
      Map<String, Long> perTransaction =
          read.stream()
              .collect(
                  Collectors.groupingBy(
                      value -> value.substring(0, value.indexOf('-')),
                      HashMap::new,
                      Collectors.counting()));
      assertThat(perTransaction.values()).containsOnly((long) BATCH);
      assertThat(new HashSet<>(ids.values())).hasSize(KILLS);
      for (Map.Entry<String, Integer> entry : ids.entrySet()) {
        assertThat(client.register(entry.getKey())).isEqualTo(entry.getValue());
        assertThat(client.schema(entry.getValue())).contains(entry.getKey());
      }
      System.out.println(committed.size() + " values committed, " + read.size() + " read");
    }
  }

  private CompletableFuture<Void> killLater(int millis) {
    return CompletableFuture.runAsync(
        () -> {
          List<ProcessHandle> victims = new ArrayList<>();
          new PidFile(folder.resolve("pids.json"))
              .read()
              .forEach(
                  (name, entry) -> {
                    if (!name.equals("application")) {
                      entry.find().ifPresent(victims::add);
                    }
                  });
          victims.forEach(ProcessHandle::destroyForcibly);
        },
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }
}
