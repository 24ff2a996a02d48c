package io.salarysignals.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What the demo's terminal view shows at one moment. All pay is simulated.
 *
 * @param markets current figures, most interesting first
 * @param changes what just changed, newest first
 * @param alerts repricing alerts as they stand, most interesting first
 * @param load how far the simulated history is loaded, or null once it is
 * @param recordsPerSecond records that came in per second, lately
 * @param records records that came in since the start
 * @param watermark up to which event time everything is in, or null before the first one
 * @param address where page and metrics are, e.g. {@code http://127.0.0.1:8080}
 */
public record DemoSnapshot(
    List<Figure> markets,
    List<Change> changes,
    List<Alert> alerts,
    Load load,
    double recordsPerSecond,
    long records,
    Instant watermark,
    String address) {

  public DemoSnapshot {
    markets = List.copyOf(markets);
    changes = List.copyOf(changes);
    alerts = List.copyOf(alerts);
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
   * @param demand what is sought in the same market, or null where nothing is told
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
      List<String> suppression,
      Demand demand) {}

  /**
   * Demand of one market in its newest window; every figure is null where it is not told.
   *
   * @param open postings open at the end
   * @param opened postings that opened in the window
   * @param ended postings that closed or expired in the window
   * @param driver what drives the change since the window before
   */
  public record Demand(Long open, Long opened, Long ended, String driver) {}

  /**
   * A repricing alert.
   *
   * @param basis PAID or POSTED
   * @param state what it says now
   * @param direction UP or DOWN
   * @param effect like-for-like change, log points, or null
   * @param onset first day of the change
   * @param asOf the last event day that it rests on
   * @param historical whether it was old when it was told
   */
  public record Alert(
      String name,
      String region,
      String basis,
      String state,
      String direction,
      Double effect,
      LocalDate onset,
      LocalDate asOf,
      boolean historical) {}

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
