package io.salarysignals.cli;

import java.time.Instant;
import java.util.List;

/**
 * What the demo's terminal view shows at one moment. All pay is simulated.
 *
 * @param markets current figures, most interesting first
 * @param changes what just changed, newest first
 * @param load how far the simulated history is loaded, or null once it is
 * @param recordsPerSecond records that came in per second, lately
 * @param records records that came in since the start
 * @param watermark up to which event time everything is in, or null before the first one
 * @param address where page and metrics are, e.g. {@code http://127.0.0.1:8080}
 */
public record DemoSnapshot(
    List<Figure> markets,
    List<Change> changes,
    Load load,
    double recordsPerSecond,
    long records,
    Instant watermark,
    String address) {

  public DemoSnapshot {
    markets = List.copyOf(markets);
    changes = List.copyOf(changes);
  }

  /**
   * The current value of one cell.
   *
   * @param name how people call the cell, e.g. {@code Lead Backend Specialist}
   * @param horizonDays length of the window
   * @param n observations in the window
   * @param median null where the cell is suppressed, like the other figures
   * @param low lower bound of the median's 95 % interval, null where none exists
   * @param high upper bound
   * @param suppression why there are no figures; empty where there are
   */
  public record Figure(
      String name,
      String region,
      String currency,
      int horizonDays,
      long n,
      Double median,
      Double low,
      Double high,
      Double mean,
      String status,
      List<String> suppression) {}

  /**
   * A new revision of one cell.
   *
   * @param before median of the revision before, null where it had none
   * @param after median now, null where the cell is suppressed now
   */
  public record Change(
      String name,
      String region,
      String currency,
      int horizonDays,
      Double before,
      Double after,
      long n,
      long revision,
      String status) {}

  /** Records loaded so far, of how many. */
  public record Load(long done, long of) {}
}
