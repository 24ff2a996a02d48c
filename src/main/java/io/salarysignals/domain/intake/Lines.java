package io.salarysignals.domain.intake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a tab-separated table, comments ({@code #}) and blank lines left out.
 *
 * @param source what the table is called in messages
 * @param number line number, from 1
 * @param cells the cells, trimmed
 */
public record Lines(String source, int number, List<String> cells) {

  /** The lines of a resource beside {@code owner}. */
  public static List<Lines> shipped(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return read(name, in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + name, e);
    }
  }

  /**
   * The lines of a user's file.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<Lines> of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file.toString(), in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<Lines> read(String source, InputStream in) throws IOException {
    List<Lines> lines = new ArrayList<>();
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (number == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> cells = new ArrayList<>();
      for (String cell : line.split("\t", -1)) {
        cells.add(cell.trim());
      }
      lines.add(new Lines(source, number, cells));
    }
    return lines;
  }

  /** The cell at {@code index}, or an empty text where the line is shorter. */
  public String cell(int index) {
    return index < cells.size() ? cells.get(index) : "";
  }

  /** The parts of a cell between semicolons, without empty ones. */
  public List<String> list(int index) {
    List<String> parts = new ArrayList<>();
    for (String part : cell(index).split(";")) {
      if (!part.isBlank()) {
        parts.add(part.trim());
      }
    }
    return parts;
  }

  /** An error about this line that names its file and number. */
  public IllegalArgumentException error(String what) {
    return new IllegalArgumentException(source + " line " + number + ": " + what);
  }
}
