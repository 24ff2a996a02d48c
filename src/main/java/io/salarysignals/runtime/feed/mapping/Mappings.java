package io.salarysignals.runtime.feed.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds mappings: those that are shipped by name, and users' files. */
public final class Mappings {
  /** The names of the shipped mappings. */
  public static final List<String> SHIPPED =
      List.of("ai-jobs", "data-jobs-pay", "data-jobs-postings", "fx-monthly", "fx-monthly-inverse");

  private static final String FOLDER = "/mappings/";

  private Mappings() {}

  /**
   * The mapping of that name or path.
   *
   * @throws MappingException naming every problem of its text
   * @throws IOException if there is no such mapping or it cannot be read
   */
  public static Mapping load(String nameOrPath) throws IOException {
    if (SHIPPED.contains(nameOrPath)) {
      return parse(nameOrPath, shipped(nameOrPath), false, Path.of(""));
    }
    Path path = Path.of(nameOrPath);
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          "no mapping " + nameOrPath + ": give a file, or one of " + String.join(", ", SHIPPED));
    }
    Path folder = path.toAbsolutePath().getParent();
    boolean properties = nameOrPath.endsWith(".properties");
    return parse(nameOrPath, Files.readString(path), properties, folder);
  }

  /** The text of a shipped mapping, to learn from. */
  public static String shipped(String name) {
    try (InputStream in = Mappings.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException | NullPointerException e) {
      throw new IllegalStateException("the build lacks the mapping " + name, e);
    }
  }

  /** Reads the text of a mapping whose tables lie in {@code folder}. */
  static Mapping parse(String name, String text, boolean properties, Path folder) {
    return new MappingParser(name, folder).parse(text, properties);
  }
}
