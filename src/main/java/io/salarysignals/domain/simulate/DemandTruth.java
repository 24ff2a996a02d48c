package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.Driver;
import io.salarysignals.domain.demand.PostingEventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the true postings of each role and country. */
final class DemandTruth {
  private final Scenario scenario;

  /** Postings opened and open at the end, by title of the role and country. */
  private final Map<String, long[]> counted = new TreeMap<>();

  DemandTruth(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Counts a life: its true events before {@code end}, in order of time. */
  void count(int role, String country, List<SimulatedPosting> events, long end) {
    long[] both =
        counted.computeIfAbsent(
            scenario.population().roles().get(role).role() + '|' + country, k -> new long[2]);
    both[0]++;
    SimulatedPosting last = events.get(events.size() - 1);
    boolean ended =
        last.eventType() == PostingEventType.CLOSED
            || last.validThrough() != null && last.validThrough() < end;
    both[1] += ended ? 0 : 1;
  }

  /** All roles and countries with a posting. */
  List<TrueDemand> demand() {
    List<TrueDemand> all = new ArrayList<>();
    counted.forEach(
        (market, both) -> {
          String role = market.substring(0, market.indexOf('|'));
          String country = market.substring(market.indexOf('|') + 1);
          DemandShift shift = shiftOf(role, country);
          all.add(
              new TrueDemand(
                  role,
                  country,
                  both[0],
                  both[1],
                  shift == null ? Driver.NEITHER : shift.driver(),
                  shift == null ? null : scenario.startDay() + shift.onset(),
                  shift == null ? 1 : shift.openings(),
                  shift == null ? null : shift.skill()));
        });
    return all;
  }

  private DemandShift shiftOf(String role, String country) {
    for (DemandShift shift : scenario.postings().shifts()) {
      if (shift.country().equals(country)
          && scenario.population().roles().get(shift.role()).role().equals(role)) {
        return shift;
      }
    }
    return null;
  }
}
