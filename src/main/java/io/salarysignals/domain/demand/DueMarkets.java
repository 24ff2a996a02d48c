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
   * The markets that a window of some horizon may be due for: on days that are new in it, or have
   * left it, since the grid's previous window, something changed.
   */
  Set<DemandHolding> at(int end) {
    Set<DemandHolding> due = new HashSet<>();
    for (Horizon horizon : horizons) {
      if (horizon.isGridEnd(end)) {
        collect(end - horizon.step(), end, due);
        collect(end - horizon.step() - horizon.days(), end - horizon.days(), due);
      }
    }
    return due;
  }

  private void collect(int from, int to, Set<DemandHolding> due) {
    for (int day = from; day < to; day++) {
      due.addAll(byDay.getOrDefault(day, Set.of()));
    }
  }
}
