package io.salarysignals.runtime.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What an audit of an output topic found.
 *
 * @param text what was checked, in one line
 * @param problems what does not add up, the first of them
 * @param broken how many there are in all
 */
public record Finding(String text, List<String> problems, long broken) {

  /** Collects problems and keeps the first of them. */
  static final class Collector {
    private final int most;
    private final List<String> problems = new ArrayList<>();
    private long broken;

    Collector(int most) {
      this.most = most;
    }

    void problem(String text) {
      broken++;
      if (problems.size() < most) {
        problems.add(text);
      }
    }

    Finding finding(String text) {
      return new Finding(text, List.copyOf(problems), broken);
    }
  }
}
