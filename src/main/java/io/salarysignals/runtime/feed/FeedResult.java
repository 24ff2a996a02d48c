package io.salarysignals.runtime.feed;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the lines of all inputs of a plan, over all runs: the committed counts.
 *
 * @param topics by topic without prefix
 */
public record FeedResult(Map<String, Counts> topics) {
  /**
   * Counts of one topic; {@code read = produced + the sum of rejected} once every file is done.
   *
   * @param read records found in the files
   * @param produced records sent to the topic
   * @param rejected lines in the side files, by reason
   */
  public record Counts(long read, long produced, Map<String, Long> rejected) {
    static final Counts NONE = new Counts(0, 0, Map.of());

    Counts plus(Position position) {
      Map<String, Long> sum = new TreeMap<>(rejected);
      position.rejected().forEach((reason, n) -> sum.merge(reason, n, Long::sum));
      return new Counts(read + position.read(), produced + position.produced(), sum);
    }

    /** All lines in the side files. */
    public long rejectedTotal() {
      return rejected.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The counts of a topic, zero where no input went there. */
  public Counts of(String topic) {
    return topics.getOrDefault(topic, Counts.NONE);
  }
}
