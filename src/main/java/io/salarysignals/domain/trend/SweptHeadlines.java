package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import java.util.HashMap;
import java.util.Map;

/**
 * The headline figures that a sweep came by, for the suppressed cells below them: of the facet all,
 * which comes first, and of the facet at hand, whose larger regions come first. Where a cell has an
 * event at an end, something entered or left its parents as well, so theirs was told if they may be
 * published.
 */
final class SweptHeadlines {
  private final Map<String, Fallback[]> all = new HashMap<>();
  private final Map<String, Fallback[]> ofFacet = new HashMap<>();
  private Map<String, Fallback[]> noted = all;
  private final int[] ends;

  SweptHeadlines(int[] ends) {
    this.ends = ends;
  }

  void facet(boolean isAll) {
    ofFacet.clear();
    noted = isAll ? all : ofFacet;
  }

  /** Takes note of an event that was told with figures at the end at position {@code i}. */
  void note(Market market, String facet, int i, long revision, String currency, Figures figures) {
    Fallback[] known = noted.computeIfAbsent(market.region(), r -> new Fallback[ends.length]);
    known[i] =
        new Fallback(
            market,
            facet,
            ends[i],
            revision,
            currency,
            figures.n(),
            figures.mean().value(),
            figures.p50().value());
  }

  /** The nearest publishable parent of a cell, or null. */
  Fallback nearest(String region, String facet, int i) {
    return Headlines.nearest(
        region,
        facet,
        (at, of) -> {
          Fallback[] known = (of.equals(Facet.ALL) ? all : ofFacet).get(at);
          return known == null ? null : known[i];
        });
  }
}
