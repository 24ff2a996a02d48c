package io.salarysignals.runtime.embedded;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pids.json}: the processes of a data folder by name. An entry carries the start time and a
 * hash of the arguments beside the pid, so that a pid which the system has given to another program
 * since is never taken for ours.
 */
final class PidFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two readings of one start time differ by this much at most (the boot time is in seconds). */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  private final Path file;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  PidFile(Path file) {
    this.file = file;
  }

  /**
   * One process.
   *
   * @param pid the system's process id
   * @param startedAtMillis when it started, epoch milliseconds; 0 where the system does not say
   * @param command SHA-256 of its arguments
   */
  record Entry(long pid, long startedAtMillis, String command) {
    static Entry of(ProcessHandle process, String command) {
      return new Entry(process.pid(), startOf(process), hash(command));
    }

    /** The running process this entry names; empty where it is gone or the pid is another's. */
    @JsonIgnore
    Optional<ProcessHandle> find() {
      return ProcessHandle.of(pid)
          .filter(p -> Math.abs(startOf(p) - startedAtMillis) <= START_TOLERANCE_MILLIS)
          .filter(p -> hash(lastArgument(p)).equals(command));
    }

    private static long startOf(ProcessHandle process) {
      return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    }
  }

  /** The last argument of a process; empty text where it has none or is not ours to see. */
  static String lastArgument(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    return arguments.length == 0 ? "" : arguments[arguments.length - 1];
  }

  Map<String, Entry> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      return JSON.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, Entry>>() {});
    } catch (IOException damaged) {
      // Written atomically by us; anything else in its place names no process of ours.
      return Map.of();
    }
  }

  synchronized void put(String name, Entry entry) {
    entries.put(name, entry);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), entries);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StackException("cannot write " + file, e);
    }
  }

  synchronized void clear() {
    entries.clear();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StackException("cannot remove " + file, e);
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
