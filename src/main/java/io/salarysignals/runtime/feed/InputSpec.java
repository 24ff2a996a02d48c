package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.feed.mapping.FeedTopic;
import io.salarysignals.runtime.feed.mapping.Mapping;
import io.salarysignals.runtime.feed.mapping.MappingException;
import io.salarysignals.runtime.feed.mapping.Mappings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file to feed and how: {@code FILE}, {@code FILE:MAPPING} or {@code FILE:TOPIC}.
 *
 * @param file the file
 * @param format what its name says it holds
 * @param gzip whether it is compressed
 * @param mapping how its lines become records; for CSV only, else null
 * @param topic where its records go; null where the first record tells
 */
public record InputSpec(Path file, Format format, boolean gzip, Mapping mapping, FeedTopic topic) {
  /** Kinds of files. */
  public enum Format {
    /** Lines for a mapping. */
    CSV("csv", "tsv"),
    /** One event per line, with the public schema's field names. */
    JSON_LINES("jsonl", "ndjson"),
    /** schema.org JobPostings as JSON-LD. */
    JSON_LD("json", "jsonld"),
    /** Pages with JSON-LD in them. */
    HTML("html", "htm");

    private final List<String> extensions;

    Format(String... extensions) {
      this.extensions = List.of(extensions);
    }
  }

  /**
   * Reads one argument. The file's name may hold colons: what stands before the last colon that
   * leaves the name of an existing file is the file.
   *
   * @throws InputException saying what is wrong and what would be right
   */
  public static InputSpec parse(String text) {
    if (Files.isRegularFile(Path.of(text))) {
      return of(Path.of(text), null);
    }
    for (int colon = text.lastIndexOf(':'); colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
      Path file = Path.of(text.substring(0, colon));
      if (Files.isRegularFile(file)) {
        return of(file, text.substring(colon + 1));
      }
    }
    throw new InputException(text + ": no such file");
  }

  /**
   * A file with a mapping (a shipped name or a path) or a topic.
   *
   * @param how may be null
   * @throws InputException saying what is wrong and what would be right
   */
  public static InputSpec of(Path file, String how) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new InputException(file + ": no such file, or it may not be read");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean gzip = name.endsWith(".gz");
    String plain = gzip ? name.substring(0, name.length() - 3) : name;
    String extension = plain.substring(plain.lastIndexOf('.') + 1);
    Format format = null;
    for (Format candidate : Format.values()) {
      format = candidate.extensions.contains(extension) ? candidate : format;
    }
    if (format == null) {
      throw new InputException(
          file + ": the name must end in .csv, .jsonl, .json or .html, each also with .gz");
    }
    FeedTopic topic = how == null ? null : FeedTopic.named(how).orElse(null);
    Mapping mapping = how == null || topic != null ? null : mapping(file, how);
    check(file, format, mapping, topic);
    if (mapping != null) {
      topic = mapping.topic();
    } else if (format == Format.JSON_LD || format == Format.HTML) {
      topic = FeedTopic.JOB_POSTINGS;
    }
    return new InputSpec(file, format, gzip, mapping, topic);
  }

  private static Mapping mapping(Path file, String how) {
    try {
      return Mappings.load(how);
    } catch (MappingException e) {
      throw new InputException(e.getMessage());
    } catch (IOException e) {
      throw new InputException(
          file
              + ":"
              + how
              + ": neither a topic ("
              + String.join(", ", FeedTopic.names())
              + ") nor a mapping: "
              + e.getMessage());
    }
  }

  private static void check(Path file, Format format, Mapping mapping, FeedTopic topic) {
    if (format == Format.CSV && mapping == null) {
      throw new InputException(
          file
              + ": CSV needs a mapping: "
              + file
              + ":MAPPING, where MAPPING is a file or one of "
              + String.join(", ", Mappings.SHIPPED));
    }
    if (format != Format.CSV && mapping != null) {
      throw new InputException(file + ": a mapping is for CSV files; leave it out");
    }
    boolean postings = format == Format.JSON_LD || format == Format.HTML;
    if (postings && topic != null && topic != FeedTopic.JOB_POSTINGS) {
      throw new InputException(
          file + ": JSON-LD holds job postings; leave " + topic.topic() + " out");
    }
  }

  /** Several arguments; all problems at once. */
  public static List<InputSpec> parseAll(List<String> texts) {
    List<InputSpec> inputs = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String text : texts) {
      try {
        inputs.add(parse(text));
      } catch (InputException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return inputs;
  }

  InputSpec withTopic(FeedTopic told) {
    return new InputSpec(file, format, gzip, mapping, told);
  }

  /** The file's name without folder and without {@code .gz} and the extension before it. */
  public String baseName() {
    String name = file.getFileName().toString();
    String plain = gzip ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }
}
