package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Strata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects what the engine tells, as a consumer that keeps the last value per key would. */
final class SettledView implements TrendSink {
  final TreeMap<String, TrendEvent> last = new TreeMap<>();
  final TreeMap<String, Pane> panes = new TreeMap<>();

  /** By market and day, as the panes have them and as they were told by role. */
  final TreeMap<String, Strata> strataOfPanes = new TreeMap<>();

  final TreeMap<String, Strata> strata = new TreeMap<>();
  final Map<Integer, long[]> ends = new TreeMap<>();
  final List<TrendEvent> log = new ArrayList<>();
  private final Map<String, Long> revisions = new HashMap<>();
  boolean complete;
  int missed;

  static String key(TrendEvent e) {
    return e.market().key() + '|' + e.facet() + '|' + e.horizon().days() + '|' + e.end();
  }

  @Override
  public void missed(Market role, int day, int retractions) {
    missed += retractions;
  }

  @Override
  public void trend(TrendEvent event) {
    String cell = event.market().key() + '|' + event.facet() + '|' + event.horizon().days();
    assertThat(event.revision()).as(cell).isEqualTo(revisions.merge(cell, 1L, Long::sum));
    log.add(event);
    if (event.status() == TrendEvent.Status.RETRACTION) {
      assertThat(last.remove(key(event))).as("something stood for " + key(event)).isNotNull();
    } else {
      TrendEvent copy =
          new TrendEvent(
              event.market(),
              event.facet(),
              event.horizon(),
              event.end(),
              event.status(),
              event.revision(),
              event.sums().copy(),
              event.figures(),
              event.reasons(),
              event.fallback(),
              event.watermark(),
              event.changes());
      last.put(key(event), copy);
    }
  }

  @Override
  public void pane(Market market, String facet, int day, Pane pane) {
    String key = market.key() + '|' + facet + '|' + day;
    if (facet.equals(Facet.ALL)) {
      strataOfPanes.remove(market.key() + '|' + day);
      if (pane != null && pane.strata().n() > 0) {
        strataOfPanes.put(market.key() + '|' + day, pane.strata());
      }
    }
    if (pane == null) {
      panes.remove(key);
    } else {
      panes.put(key, pane.copy());
    }
  }

  @Override
  public void strata(Market role, int day, List<MarketStrata> markets) {
    String end = "|" + role.basis() + '|' + day;
    strata.keySet().removeIf(key -> key.startsWith(role.role() + '|') && key.endsWith(end));
    markets.forEach(
        m -> {
          String key = role.role() + '|' + m.region() + '|' + role.basis() + '|' + day;
          assertThat(strata.put(key, m.strata())).as(key).isNull();
        });
  }

  @Override
  public void gridEnd(int end, long finals, long suppressed, long corrections) {
    long[] counts = ends.computeIfAbsent(end, e -> new long[3]);
    counts[0] += finals;
    counts[1] += suppressed;
    counts[2] += corrections;
  }

  @Override
  public void progress(int closedThrough, long watermark, boolean isComplete) {
    complete = isComplete;
  }
}
