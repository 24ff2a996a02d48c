package io.salarysignals.runtime.metrics;

import java.time.Instant;
import java.util.SortedMap;

/**
 * What a topology has done since its process started, for people.
 *
 * @param counts records by input topic and outcome
 * @param reasons rejected and dead-lettered records by reason
 * @param watermarks watermark by {@code topic/partition}: an instant, {@code none} or {@code
 *     closed}
 * @param watermark the least of them, or null where a partition has none yet or all are closed
 * @param emitted events by topic and status
 * @param closedThrough the greatest grid end that all pane tasks have closed, or null
 * @param lastInput wall-clock time of the last record counted, or null
 * @param lastEmission wall-clock time of the last event emitted, or null
 */
public record Activity(
    SortedMap<String, SortedMap<String, Long>> counts,
    SortedMap<String, Long> reasons,
    SortedMap<String, String> watermarks,
    Instant watermark,
    SortedMap<String, SortedMap<String, Long>> emitted,
    Instant closedThrough,
    Instant lastInput,
    Instant lastEmission) {

  /** Records counted, whatever their outcome. */
  public long read() {
    return total(counts);
  }

  /** Events emitted, whatever their status. */
  public long events() {
    return total(emitted);
  }

  private static long total(SortedMap<String, SortedMap<String, Long>> nested) {
    return nested.values().stream().flatMap(m -> m.values().stream()).mapToLong(n -> n).sum();
  }
}
