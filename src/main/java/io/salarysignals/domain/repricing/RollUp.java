package io.salarysignals.domain.repricing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Confirmed alerts of the sub-divisions of a country that tell of one change, which the country's
 * own chart has not confirmed: at least half of the sub-divisions that are watched, and three, move
 * the same way with onsets no further apart than {@link #TOGETHER_DAYS}. A pure function of the set
 * of alerts, so that who was confirmed first is of no account.
 *
 * @param direction 1 or -1
 * @param onset the earliest onset, an epoch day
 * @param children by onset, then id
 */
public record RollUp(int direction, int onset, List<Child> children) {
  /** Onsets so near each other are of one change. */
  public static final int TOGETHER_DAYS = 28;

  private static final int LEAST = 3;

  /**
   * A confirmed alert.
   *
   * @param id of the alert
   * @param market whose alert it is
   * @param direction 1 or -1
   * @param onset epoch day
   */
  public record Child(String id, String market, int direction, int onset) {}

  /** How many sub-divisions it takes where so many are watched. */
  public static int needed(int watched) {
    return Math.max(LEAST, (watched + 1) / 2);
  }

  /**
   * The roll-ups of a country: that of the most sub-divisions first, the earlier of two such; then
   * what is left.
   *
   * @param alerts of its sub-divisions, in any order
   * @param watched sub-divisions that have had a baseline to compare with
   */
  public static List<RollUp> of(Collection<Child> alerts, int watched) {
    List<RollUp> found = new ArrayList<>();
    for (int direction : new int[] {1, -1}) {
      List<Child> left = new ArrayList<>();
      for (Child alert : alerts) {
        if (alert.direction == direction) {
          left.add(alert);
        }
      }
      left.sort(Comparator.comparingInt(Child::onset).thenComparing(Child::id));
      for (List<Child> most = most(left); !most.isEmpty(); most = most(left)) {
        if (markets(most) < needed(watched)) {
          break;
        }
        found.add(new RollUp(direction, most.get(0).onset, List.copyOf(most)));
        left.removeAll(most);
      }
    }
    return found;
  }

  /** The alerts within {@link #TOGETHER_DAYS} that are of the most markets. */
  private static List<Child> most(List<Child> byOnset) {
    List<Child> most = List.of();
    for (int first = 0; first < byOnset.size(); first++) {
      int end = first;
      while (end < byOnset.size()
          && byOnset.get(end).onset - byOnset.get(first).onset <= TOGETHER_DAYS) {
        end++;
      }
      List<Child> window = byOnset.subList(first, end);
      if (markets(window) > markets(most)) {
        most = new ArrayList<>(window);
      }
    }
    return most;
  }

  private static int markets(List<Child> alerts) {
    Set<String> markets = new HashSet<>();
    alerts.forEach(alert -> markets.add(alert.market));
    return markets.size();
  }
}
