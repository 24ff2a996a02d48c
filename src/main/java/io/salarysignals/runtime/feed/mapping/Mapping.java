package io.salarysignals.runtime.feed.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * How the lines of a CSV file become records of a topic: what a user wrote in a mapping file,
 * checked. Immutable; {@link #bind} makes what maps the lines of one file.
 */
public final class Mapping {
  /**
   * How the file is to be read.
   *
   * @param separator between columns, one ASCII character
   * @param charset of the file
   * @param header names of the columns where the file has no header line, else empty
   * @param empties texts that mean that there is nothing, beside the empty text
   */
  public record Input(char separator, Charset charset, List<String> header, List<String> empties) {
    static final Input DEFAULT = new Input(',', StandardCharsets.UTF_8, List.of(), List.of());
  }

  private final String name;
  private final String fingerprint;
  private final FeedTopic topic;
  private final Input input;
  private final Map<String, Node> columns;
  private final Target target;
  private final boolean usesFileName;

  Mapping(
      String name,
      String fingerprint,
      FeedTopic topic,
      Input input,
      Map<String, Node> columns,
      Target target,
      boolean usesFileName) {
    this.name = name;
    this.fingerprint = fingerprint;
    this.topic = topic;
    this.input = input;
    this.columns = columns;
    this.target = target;
    this.usesFileName = usesFileName;
  }

  /** Its name, or the path it was read from. */
  public String name() {
    return name;
  }

  /** A hash of its text: another text is another mapping. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Where its records go. */
  public FeedTopic topic() {
    return topic;
  }

  /** How the file is to be read. */
  public Input input() {
    return input;
  }

  /** Whether ids are made of the file's name, so that files need different ones. */
  public boolean usesFileName() {
    return usesFileName;
  }

  /**
   * Prepares for the lines of one file.
   *
   * @param header the names of the file's columns
   * @param fileBaseName the file's name without folder and extensions
   * @throws MappingException naming every column that the header lacks or has twice
   */
  public Bound bind(List<String> header, String fileBaseName) {
    List<Problem> problems = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      if (positions.put(header.get(i).strip(), i) != null) {
        twice.add(header.get(i).strip());
      }
    }
    int[] binding = new int[columns.size()];
    int slot = 0;
    for (Map.Entry<String, Node> column : columns.entrySet()) {
      Integer position = positions.get(column.getKey());
      if (position == null) {
        problems.add(
            column
                .getValue()
                .problem(
                    "the file has no column \""
                        + column.getKey()
                        + '"'
                        + Suggestion.of(column.getKey(), positions.keySet())));
      } else if (twice.contains(column.getKey())) {
        problems.add(column.getValue().problem("the file has this column twice"));
      }
      binding[slot++] = position == null ? 0 : position;
    }
    if (!problems.isEmpty()) {
      throw new MappingException(name, problems);
    }
    return new Bound(new Context(binding, input.empties().toArray(String[]::new), fileBaseName));
  }

  /** A mapping bound to the columns of a file. For one thread. */
  public final class Bound {
    private final Context context;

    private Bound(Context context) {
      this.context = context;
    }

    /**
     * The record that a line means.
     *
     * @throws BadValueException where it means none
     */
    public SpecificRecord map(Line line) {
      SpecificRecord record = topic.blank();
      target.fill(record, context.at(line));
      return record;
    }
  }
}
