package io.salarysignals.runtime.feed.mapping;

/** Numbers as files outside the mapping language have them. */
public final class Numbers {
  private Numbers() {}

  /**
   * The two ends of a range such as {@code 100k-120k}; one number is both.
   *
   * @throws BadValueException if the text is none
   */
  public static double[] range(String text) {
    return Texts.range(text, '.');
  }
}
