package io.salarysignals.runtime.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Where the stream threads of a recording spend their time, and what they allocate. */
public final class TopFrames {
  private static final int SHOWN = 40;
  private static final String OWN = "io.salarysignals.";

  /** Part of the name of every stream thread. */
  private static final String STREAM_THREAD = "StreamThread";

  private final Map<String, Double> threads = new HashMap<>();
  private final Map<String, Double> self = new HashMap<>();
  private final Map<String, Double> inclusive = new HashMap<>();
  private final Map<String, Double> nearest = new HashMap<>();
  private final Map<String, Double> classes = new HashMap<>();
  private final Map<String, Double> sites = new HashMap<>();
  private double samples;
  private double streamSamples;
  private double allocated;

  private TopFrames() {}

  /**
   * Reads a recording.
   *
   * @throws IOException where it is none
   */
  public static TopFrames read(Path recording) throws IOException {
    TopFrames top = new TopFrames();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        top.add(file.readEvent());
      }
    }
    return top;
  }

  private void add(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return;
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample" -> sample(event.getThread("sampledThread"), frames);
      case "jdk.ObjectAllocationSample" -> allocation(event, frames);
      default -> {}
    }
  }

  private void sample(RecordedThread thread, List<RecordedFrame> frames) {
    String name = name(thread);
    samples++;
    threads.merge(name.replaceAll("[0-9a-f-]{36}", "*"), 1.0, Double::sum);
    if (!name.contains(STREAM_THREAD) || frames.isEmpty()) {
      return;
    }
    streamSamples++;
    self.merge(method(frames.get(0)), 1.0, Double::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : frames) {
      String method = method(frame);
      if (method.startsWith(OWN)) {
        if (seen.isEmpty()) {
          nearest.merge(method, 1.0, Double::sum);
        }
        if (seen.add(method)) {
          inclusive.merge(method, 1.0, Double::sum);
        }
      }
    }
    if (seen.isEmpty()) {
      nearest.merge("(none of ours on the stack)", 1.0, Double::sum);
    }
  }

  private void allocation(RecordedEvent event, List<RecordedFrame> frames) {
    if (!name(event.getThread()).contains(STREAM_THREAD)) {
      return;
    }
    double weight = event.getLong("weight");
    allocated += weight;
    RecordedClass type = event.getClass("objectClass");
    classes.merge(type.getName(), weight, Double::sum);
    sites.merge(
        frames.stream()
            .map(TopFrames::method)
            .filter(method -> method.startsWith(OWN))
            .findFirst()
            .orElse("(none of ours on the stack)"),
        weight,
        Double::sum);
  }

  private static String name(RecordedThread thread) {
    return thread == null || thread.getJavaName() == null
        ? "(no Java thread)"
        : thread.getJavaName();
  }

  private static String method(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /** Prints the tables. */
  public void print(PrintWriter out) {
    out.printf("%,.0f samples of threads in Java code:%n", samples);
    table(out, threads, samples);
    out.printf("%n%,.0f of stream threads, by the method they were in:%n", streamSamples);
    table(out, self, streamSamples);
    out.printf("%nby the nearest method of ours on the stack:%n");
    table(out, nearest, streamSamples);
    out.printf("%nby any method of ours on the stack:%n");
    table(out, inclusive, streamSamples);
    out.printf("%n%,.0f MiB allocated by stream threads, by class:%n", allocated / (1 << 20));
    table(out, classes, allocated);
    out.printf("%nby the nearest method of ours on the stack:%n");
    table(out, sites, allocated);
    out.flush();
  }

  private static void table(PrintWriter out, Map<String, Double> counts, double total) {
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .forEach(
            entry -> out.printf("%6.1f %%  %s%n", 100 * entry.getValue() / total, entry.getKey()));
  }

  /** Share of the samples of stream threads with {@code method} on the stack, 0 to 1. */
  double inclusiveShare(String method) {
    return inclusive.getOrDefault(method, 0.0) / streamSamples;
  }
}
