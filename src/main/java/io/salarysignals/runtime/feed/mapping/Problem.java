package io.salarysignals.runtime.feed.mapping;

/**
 * Something wrong with a mapping, found before any line is read.
 *
 * @param line line in the mapping file, from 1; 0 where the format has none (properties)
 * @param path where in the mapping, e.g. {@code fields.amount.number}
 * @param message what is wrong and what to do
 */
public record Problem(int line, String path, String message) {
  @Override
  public String toString() {
    String where = line > 0 ? "line " + line + (path.isEmpty() ? "" : ", " + path) : path;
    return where.isEmpty() ? message : where + ": " + message;
  }
}
