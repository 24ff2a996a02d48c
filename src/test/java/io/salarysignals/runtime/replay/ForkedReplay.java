package io.salarysignals.runtime.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code replay} as a process of its own, which can be killed. */
final class ForkedReplay {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POLL_MILLIS = 20;
  private static final int MOST_SECONDS = 900;

  private final List<Path> inputs;
  private final Path out;
  private final Path data;
  private int lives;

  ForkedReplay(List<Path> inputs, Path out) {
    this.inputs = inputs;
    this.out = out;
    this.data = out.resolveSibling(out.getFileName() + "-data");
  }

  private Process start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.salarysignals",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "replay"));
    inputs.forEach(input -> command.addAll(List.of("--in", input.toString())));
    command.addAll(List.of("--out", out.toString(), "--data", data.toString(), "--log"));
    lives++;
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(console().toFile())
        .start();
  }

  /** What the last life said. */
  private Path console() {
    return out.resolveSibling(out.getFileName() + "-" + lives + ".txt");
  }

  /** Runs to the end. */
  Map<String, JsonNode> toTheEnd() throws IOException, InterruptedException {
    Process process = start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(
            (process.isAlive() ? "no end: " : "ended with " + process.exitValue() + ": ")
                + Files.readString(console()));
      }
    } finally {
      process.destroyForcibly();
    }
    return counts();
  }

  /** The counters of the summary, by topic. */
  Map<String, JsonNode> counts() throws IOException {
    Map<String, JsonNode> counts = new TreeMap<>();
    JSON.readTree(out.resolve("summary.json").toFile())
        .get("topics")
        .properties()
        .forEach(topic -> counts.put(topic.getKey(), topic.getValue()));
    return counts;
  }

  /**
   * Starts it and kills the application that {@code pids.json} names at a random moment: mostly
   * once broker and registry answer and the topology begins, now and then before.
   *
   * @param mostMillis the greatest delay after that
   * @return whether it was killed; it may have ended before
   */
  boolean killed(Random random, int mostMillis) throws IOException, InterruptedException {
    boolean early = random.nextInt(6) == 0;
    long delay = random.nextInt(early ? 3_000 : mostMillis);
    Path pids = data.resolve("pids.json");
    Process process = start();
    long begun = System.nanoTime();
    try {
      while (!(early ? isNamed(process, pids) : isUp()) && process.isAlive()) {
        process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
      if (process.waitFor(delay, TimeUnit.MILLISECONDS)) {
        System.out.println("ended with " + process.exitValue() + " before it was killed");
        if (process.exitValue() != 0) {
          throw new IllegalStateException(Files.readString(console()));
        }
        return false;
      }
      if (!isNamed(process, pids)) {
        throw new IllegalStateException(pids + " does not name the application");
      }
      process.toHandle().destroyForcibly();
      process.waitFor();
      System.out.printf(
          "killed %.1f s after its start, %d ms after %s%n",
          (System.nanoTime() - begun) / 1e9, delay, early ? "its first sign" : "the stack was up");
      return true;
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isNamed(Process process, Path pids) throws IOException {
    return Files.exists(pids)
        && JSON.readTree(pids.toFile()).path("application").path("pid").asLong() == process.pid();
  }

  private boolean isUp() throws IOException {
    return Files.readString(console()).contains("Schema registry on");
  }

  /** Ends what a failed test would leave behind. */
  void end() throws IOException {
    Path pids = data.resolve("pids.json");
    if (Files.exists(pids)) {
      for (JsonNode entry : JSON.readTree(pids.toFile())) {
        ProcessHandle.of(entry.get("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  Path file(String name) {
    return out.resolve(name);
  }

  /**
   * The number of events of each cell and horizon, after a check that each revision is there once
   * and none is left out.
   */
  Map<String, Integer> revisions() throws IOException {
    return revisions("market-trends");
  }

  /** As {@link #revisions()}, of another topic. */
  Map<String, Integer> revisions(String topic) throws IOException {
    Map<String, List<Long>> revisions = new HashMap<>();
    try (var lines = Files.lines(file(topic + ".log.jsonl"))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode event = JSON.readTree(line);
        if (event.has("revision")) {
          // All of the key but its last part, the window's end: revisions count across windows.
          String key = event.get("key").asText();
          String cell = key.substring(0, key.lastIndexOf('|'));
          revisions
              .computeIfAbsent(cell, c -> new ArrayList<>())
              .add(event.get("revision").asLong());
        }
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    revisions.forEach(
        (cell, numbers) -> {
          numbers.sort(null);
          for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) != i + 1) {
              throw new IllegalStateException(cell + " has the revisions " + numbers);
            }
          }
          counts.put(cell, numbers.size());
        });
    return counts;
  }
}
