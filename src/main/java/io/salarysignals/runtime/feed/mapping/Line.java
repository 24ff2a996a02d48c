package io.salarysignals.runtime.feed.mapping;

/** What a mapping sees of one line of a file. Valid until the next line is read. */
public interface Line {
  /** Number of columns in this line. */
  int columns();

  /** The text of a column, counted from 0; never null. */
  String column(int index);

  /** Number of the physical line on which it begins, from 1. */
  long number();
}
