package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Market;
import java.util.HashSet;
import java.util.Set;

/** What was said about one market. */
final class MarketState {
  final Market market;
  final RoleState role;

  /** Whether something was ever told; false saves a look into the store. */
  boolean hasBook;

  /** Window ends at which a provisional event may stand. */
  final Set<Integer> provisionalEnds = new HashSet<>(4);

  /** The market's currency, once it was asked for. */
  String currency;

  Book book;
  boolean bookDirty;

  /** The save before which it was used last. */
  long bookUsedAt;

  MarketState(Market market, RoleState role) {
    this.market = market;
    this.role = role;
  }
}
