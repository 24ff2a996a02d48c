package io.salarysignals.domain.demand;

import static io.salarysignals.domain.demand.DemandCursor.NOTHING;

import io.salarysignals.domain.window.Grid;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/**
 * Takes the panes of days that no window to be told looks at together into one, and forgets
 * vacancies that were over by then, so that state is bounded by what is open and what retention
 * asks for. Driven by what is closed, never by a clock.
 */
final class DemandExpiry {
  /** Seasons look back 156 weeks from a window's end and no figure further. */
  static final int HISTORY_DAYS = 7 * 157;

  /** Every market is visited once in so many days. */
  private static final int STEP = 28;

  private final DemandRules rules;
  private final DemandMarkets markets;
  private final VacancyGroups groups;
  private final ArrayDeque<DemandHolding> left = new ArrayDeque<>();
  private int keptFrom;

  /**
   * @param closedThrough where an earlier engine had come, which folded up to then
   */
  DemandExpiry(DemandRules rules, DemandMarkets markets, VacancyGroups groups, int closedThrough) {
    this.rules = rules;
    this.markets = markets;
    this.groups = groups;
    this.keptFrom = keptFrom(closedThrough);
  }

  private int keptFrom(int closedThrough) {
    if (rules.retentionMillis() < 0 || closedThrough == NOTHING) {
      return NOTHING;
    }
    int behind = Grid.dayOf(rules.retentionMillis() + Grid.DAY_MILLIS - 1) + rules.grid().reach();
    int from = closedThrough - behind - HISTORY_DAYS;
    if (rules.indexBaseDay() != DemandRules.YEAR_BEFORE) {
      from = Math.min(from, rules.indexBaseDay() - 6);
    }
    return Math.floorDiv(from, STEP) * STEP;
  }

  /** Windows that end no later stay as they were told. */
  int toldFrom() {
    return keptFrom == NOTHING ? NOTHING : keptFrom + HISTORY_DAYS;
  }

  /**
   * Goes on folding what has become too old.
   *
   * @param firstDay the first day on which something changed, as far as is known
   */
  void expire(int closedThrough, int firstDay, BooleanSupplier stop) {
    int from = keptFrom(closedThrough);
    if (from > keptFrom) {
      keptFrom = from;
      left.clear();
      // Visiting every market and group brings each of them into memory.
      if (firstDay < from) {
        left.addAll(markets.all.values());
        groups.expire(from);
      }
    }
    while (!left.isEmpty() && !stop.getAsBoolean()) {
      markets.makeRoom();
      markets.fold(left.poll(), keptFrom);
    }
    if (left.isEmpty()) {
      groups.expireSome(stop);
    }
  }
}
