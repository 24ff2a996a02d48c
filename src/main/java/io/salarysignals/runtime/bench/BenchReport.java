package io.salarysignals.runtime.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a bench has found.
 *
 * @param load the load and the settings given
 * @param machine what it ran on
 * @param figures the figures, in the order in which they are printed
 * @param topics what each topic has cost
 */
public record BenchReport(
    Map<String, String> load,
    Map<String, String> machine,
    List<Figure> figures,
    List<TopicBytes> topics) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * One figure.
   *
   * @param name what it is
   * @param unit of the value
   * @param value NaN where it could not be measured
   */
  public record Figure(String name, String unit, double value) {}

  /** The figure of this name. */
  public Optional<Figure> figure(String name) {
    return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }

  /** Reads what {@link #write} wrote. */
  public static BenchReport read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), BenchReport.class);
  }

  /** Prints all of it. */
  public void print(PrintWriter out) {
    out.println();
    load.forEach((name, value) -> out.printf("%-34s %s%n", name, value));
    out.println();
    machine.forEach((name, value) -> out.printf("%-34s %s%n", name, value));
    out.println();
    figures.forEach(
        f -> out.printf("%-34s %s %s%n", f.name(), Numbers.shown(f.value(), 16), f.unit()));
    double records = figure(Figures.OBSERVATIONS).map(Figure::value).orElse(Double.NaN);
    out.printf(
        "%n%-50s %-12s %14s %16s %14s %16s%n",
        "topic", "kind", "records sent", "bytes sent", "per record", "bytes on disk");
    for (TopicBytes topic : topics) {
      out.printf(
          "%-50s %-12s %,14d %,16d %14.1f %,16d%n",
          topic.topic(),
          topic.kind().name().toLowerCase(java.util.Locale.ROOT),
          topic.recordsSent(),
          topic.bytesSent(),
          topic.bytesSent() / records,
          topic.bytesOnDisk());
    }
    out.flush();
  }

  /** Prints the figures beside those of an earlier report, with the ratio of new to old. */
  public void printAgainst(BenchReport old, PrintWriter out) {
    out.println();
    differences("load", old.load, load, out);
    differences("machine", old.machine, machine, out);
    out.printf("%-34s %16s %16s %10s%n", "", "before", "now", "ratio");
    for (Figure now : figures) {
      double before = old.figure(now.name()).map(Figure::value).orElse(Double.NaN);
      out.printf(
          "%-34s %s %s %s %s%n",
          now.name(),
          Numbers.shown(before, 16),
          Numbers.shown(now.value(), 16),
          Numbers.shown(now.value() / before, 10),
          now.unit());
    }
    out.flush();
  }

  private static void differences(
      String what, Map<String, String> before, Map<String, String> now, PrintWriter out) {
    now.forEach(
        (name, value) -> {
          if (!value.equals(before.get(name))) {
            out.printf("not the same %s: %s was %s, is %s%n", what, name, before.get(name), value);
          }
        });
  }
}
