package io.salarysignals.streams.json;

/**
 * JSON that cannot become a record: says where and what was expected. It never quotes the value
 * found, so that it may be logged.
 */
public final class JsonMappingProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String expected;

  /**
   * A problem.
   *
   * @param path the field, e.g. {@code salary.min} or {@code skills[2]}; empty for the whole text
   * @param expected what was expected there
   * @param found what kind of thing was found instead
   */
  public JsonMappingProblem(String path, String expected, String found) {
    super(
        (path.isEmpty() ? "" : path + ": ") + "expected " + expected + ", found " + found,
        null,
        false,
        false);
    this.path = path;
    this.expected = expected;
  }

  /** The field at fault; empty for the whole text. */
  public String path() {
    return path;
  }

  /** What was expected. */
  public String expected() {
    return expected;
  }
}
