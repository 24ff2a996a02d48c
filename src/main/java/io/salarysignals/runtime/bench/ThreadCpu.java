package io.salarysignals.runtime.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CPU seconds of this process by kind of thread: which part of a record's cost is the topology's
 * own, and which is sending, storing, compiling or collecting. Threads that have ended are left
 * out; threads of native code are seen on Linux only.
 */
final class ThreadCpu {
  static final String STREAM = "stream threads";
  static final String SENDING = "producers' senders";
  static final String STORING = "RocksDB's own threads";
  static final String COMPILING = "compiling";
  static final String COLLECTING = "collecting garbage";

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final double NANOS = 1e9;

  /** Linux counts the CPU time of threads in hundredths of a second. */
  private static final double TICKS = 100;

  private ThreadCpu() {}

  static Map<String, Double> seconds() {
    Map<String, Double> seconds = new TreeMap<>();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        double nanos = Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
        kindOfJava(thread.getThreadName())
            .ifPresent(kind -> seconds.merge(kind, nanos / NANOS, Double::sum));
      }
    }
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        addNative(task, seconds);
      }
    } catch (IOException notLinux) {
      // Then the kinds of Java alone.
    }
    return seconds;
  }

  private static Optional<String> kindOfJava(String name) {
    if (name.contains("StreamThread") && !name.startsWith("kafka-")) {
      return Optional.of(STREAM);
    }
    return name.startsWith("kafka-producer-network") ? Optional.of(SENDING) : Optional.empty();
  }

  private static void addNative(Path task, Map<String, Double> seconds) {
    try {
      String stat = Files.readString(task.resolve("stat"));
      int nameEnd = stat.lastIndexOf(')');
      Optional<String> kind = kindOfNative(stat.substring(stat.indexOf('(') + 1, nameEnd));
      String[] fields = stat.substring(nameEnd + 2).split(" ");
      double ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      kind.ifPresent(k -> seconds.merge(k, ticks / TICKS, Double::sum));
    } catch (IOException ended) {
      // It is not there any more.
    }
  }

  /** By the name that Linux knows, of at most 15 characters. */
  static Optional<String> kindOfNative(String name) {
    if (name.startsWith("rocksdb")) {
      return Optional.of(STORING);
    }
    if (name.contains("CompilerThre")) {
      return Optional.of(COMPILING);
    }
    boolean collector =
        name.startsWith("GC Thread") || name.startsWith("G1 ") || name.startsWith("ParGC");
    return collector ? Optional.of(COLLECTING) : Optional.empty();
  }
}
