package io.salarysignals.domain.demand;

import io.salarysignals.domain.window.Horizon;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which markets had something enter or leave on which day, so that closing visits only those. */
final class DueMarkets {
  private final List<Horizon> horizons;
  private final Map<Integer, Set<DemandHolding>> byDay = new HashMap<>();

  DueMarkets(List<Horizon> horizons) {
    this.horizons = horizons;
  }

  void add(int day, DemandHolding market) {
    byDay.computeIfAbsent(day, d -> new LinkedHashSet<>()).add(market);
  }

  /** No window looks at days before {@code day} any more. */
  void forgetBefore(int day) {
    byDay.keySet().removeIf(known -> known < day);
  }

  /**
   * The markets that a window of some horizon may be due for that ends in (behind, last]: on days
   * that are new in it, or have left it, since the grid's previous window, something changed.
   *
   * @param behind Integer.MIN_VALUE: from the first day on
   */
  Set<DemandHolding> within(int behind, int last) {
    Set<DemandHolding> due = new HashSet<>();
    byDay.forEach(
        (day, markets) -> {
          for (Horizon horizon : horizons) {
            int enters = horizon.after(day);
            int leaves = horizon.after(day + horizon.days());
            if ((enters > behind && enters <= last) || (leaves > behind && leaves <= last)) {
              due.addAll(markets);
              return;
            }
          }
        });
    return due;
  }
}
