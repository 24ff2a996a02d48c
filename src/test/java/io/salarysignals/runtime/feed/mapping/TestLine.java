package io.salarysignals.runtime.feed.mapping;

import java.util.List;

/** A line made by a test. */
record TestLine(long number, List<String> cells) implements Line {
  static TestLine of(long number, String... cells) {
    return new TestLine(number, List.of(cells));
  }

  @Override
  public int columns() {
    return cells.size();
  }

  @Override
  public String column(int index) {
    return cells.get(index);
  }
}
