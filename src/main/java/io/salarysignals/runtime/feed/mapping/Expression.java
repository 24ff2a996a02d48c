package io.salarysignals.runtime.feed.mapping;

/** A part of a mapping that yields a value for each line. */
interface Expression {
  /**
   * A String, Double, Long, Instant, Boolean or List of String; null where there is nothing.
   *
   * @throws BadValueException where the line has something unfit
   */
  Object value(Context line);
}
