package io.salarysignals.runtime.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills feeding processes (kill -9) at random moments and counts what a reader then finds. */
class FeedKillTest {
  private static final int LINES = 40_000;
  private static final int KILLS = 5;

  @TempDir Path folder;

  private Path csv() throws IOException {
    Path file = folder.resolve("many.csv.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      StringBuilder text =
          new StringBuilder(
              "observed_at,experience_level,job_title,salary,salary_currency,remote_ratio,"
                  + "company_location\n");
      for (int i = 0; i < LINES; i++) {
        text.append("2021-08-28T13:56:28Z,EN,\"Dev, of things\",")
            .append(i % 8 == 7 ? "much" : Integer.toString(i))
            .append(",USD,100,US\n");
      }
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private Process start(String prefix, Path file) throws IOException {
    EmbeddedStack stack = TestStack.shared();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.salarysignals",
            "-cp",
            System.getProperty("java.class.path"),
            FeedMain.class.getName(),
            stack.bootstrapServers(),
            stack.registryUrl(),
            prefix,
            folder.resolve("side").toString(),
            "1",
            file + ":ai-jobs");
    return new ProcessBuilder(command).redirectError(folder.resolve("errors.txt").toFile()).start();
  }

  /** Lets the process come some way, then kills it; returns what it said at its end, if it did. */
  private String killedAfter(Process process, int messages) throws Exception {
    String done = null;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      int seen = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        done = line.startsWith("DONE") ? line : done;
        if (line.startsWith("AT") && ++seen == messages) {
          // By its handle: Process would also close the stream that is being read.
          process.toHandle().destroyForcibly();
        }
      }
    }
    process.waitFor();
    return done;
  }

  @Test
  void countsEachLineOnceHoweverOftenItIsKilled() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String prefix = TestStack.freshPrefix();
    TestStack.createTopic(prefix + "salary-observations", 3, Map.of());
    Path file = csv();

    int killed = 0;
    for (int i = 0; i < KILLS; i++) {
      // A message comes with every 128 records, so each life sees up to a sixth of the file.
      killed += killedAfter(start(prefix, file), 1 + random.nextInt(50)) == null ? 1 : 0;
    }
    String done = killedAfter(start(prefix, file), Integer.MAX_VALUE);

    System.out.println(killed + " killed, then " + done);
    assertThat(killed).isPositive();
    assertThat(done)
        .as(Files.readString(folder.resolve("errors.txt")))
        .isEqualTo(
            "DONE {salary-observations=Counts[read=40000, produced=35000,"
                + " rejected={BAD_VALUE=5000}]}");
    List<ConsumerRecord<String, byte[]>> records = FedRecords.all(prefix + "salary-observations");
    Set<String> keys = new HashSet<>();
    records.forEach(record -> keys.add(record.key()));
    assertThat(records).hasSize(35_000);
    assertThat(keys).hasSize(35_000);
    List<String> side = Files.readAllLines(folder.resolve("side/many.rejected.csv"));
    assertThat(side).hasSize(5_001).doesNotHaveDuplicates();
    assertThat(side.get(1)).startsWith("9,BAD_VALUE,\"amount\",");
  }
}
