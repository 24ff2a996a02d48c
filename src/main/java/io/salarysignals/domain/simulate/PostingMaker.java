package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.PostingEventType;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.simulate.Scenario.Population;
import java.util.ArrayList;
import java.util.List;

/** Makes the whole life of one posting: its true events in order of time. */
final class PostingMaker {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int MOST_FLAPS = 12;
  private static final String[] TAGS = {"AI_STRATEGY", "DATA_GOVERNANCE", "PRODUCT"};
  private static final double[] TAG_SHARES = {0.08, 0.10, 0.15};

  private final Scenario scenario;
  private final Postings rules;
  private final PayModel pay;
  private final Weights employers;
  private final Weights roles;
  private final Weights places;

  /**
   * @param role index of the role
   * @param country ISO 3166-1 alpha-2 code
   * @param events the true events, in order of time, versions without a gap
   */
  record Life(int role, String country, List<SimulatedPosting> events) {}

  PostingMaker(Scenario scenario, PayModel pay) {
    this.scenario = scenario;
    this.rules = scenario.postings();
    this.pay = pay;
    Population people = scenario.population();
    employers = Weights.zipf(StrictMath.max(1, people.employers()), people.employerZipf());
    roles = Weights.zipf(people.roles().size(), people.roleZipf());
    places = Weights.of(people.places().size(), i -> people.places().get(i).weight());
  }

  /** A posting of any market. */
  Life anywhere(String id, long opened, Draws draws) {
    return life(id, opened, roles.draw(draws), places.draw(draws), draws);
  }

  /** A posting of a role, anywhere in a country. */
  Life in(int role, String country, String id, long opened, Draws draws) {
    int place;
    do {
      place = places.draw(draws);
    } while (!country.equals(place(place).country()));
    return life(id, opened, role, place, draws);
  }

  /** The share of all openings that a role in a country has. */
  double share(int role, String country) {
    double share = 0;
    for (int i = 0; i < places.size(); i++) {
      share += place(i).country().equals(country) ? places.share(i) : 0;
    }
    return share * roles.share(role);
  }

  private Place place(int index) {
    return scenario.population().places().get(index);
  }

  private Life life(String id, long opened, int role, int place, Draws draws) {
    SimulatedPosting now = advertisement(id, opened, role, place, draws);
    boolean dated = draws.chance(rules.dated());
    boolean renewed = dated && draws.chance(rules.reposted());
    long closes = opened + StrictMath.max(HOUR, (long) draws.exponential(rules.daysOpen() * DAY));
    long until = opened + Postings.VALID_DAYS * DAY;
    List<SimulatedPosting> events = new ArrayList<>();
    now = now.as(1, PostingEventType.OPENED, opened, null, dated ? until : null);
    events.add(now);
    if (renewed && until - DAY < closes) {
      long at = until - DAY;
      until = at + Postings.VALID_DAYS * DAY;
      now = now.as(2, PostingEventType.REPOSTED, at, null, until);
      events.add(now);
    }
    long end = dated ? StrictMath.min(closes, until) : closes;
    long from = now.eventAt();
    if (draws.chance(rules.updated())) {
      from += (long) ((end - from) * draws.between(0.1, 0.6));
      now = updated(now, from, draws);
      events.add(now);
    }
    if (draws.chance(rules.flapping())) {
      from = flap(events, now, from, end, draws);
    }
    if (end == closes) {
      String reason = draws.chance(0.6) ? "FILLED" : draws.chance(0.5) ? "WITHDRAWN" : "UNKNOWN";
      events.add(
          SimulatedPosting.bare(
              id,
              events.size() + 1,
              PostingEventType.CLOSED,
              StrictMath.max(end, from + 1),
              reason));
    }
    return new Life(role, place(place).country(), events);
  }

  /** Closes and opens again within hours, as feeds that are read in pieces make it look. */
  private static long flap(
      List<SimulatedPosting> events, SimulatedPosting now, long from, long end, Draws draws) {
    int flaps = 1 + draws.below(MOST_FLAPS);
    long at = from;
    for (int i = 0; i < flaps; i++) {
      long closed = at + (long) draws.exponential(DAY);
      long again = closed + HOUR / 4 + (long) draws.exponential(6 * HOUR);
      if (again >= end || again - closed > 2 * DAY) {
        return at;
      }
      events.add(
          SimulatedPosting.bare(
              now.postingId(), events.size() + 1, PostingEventType.CLOSED, closed, "UNKNOWN"));
      events.add(
          now.as(events.size() + 1, PostingEventType.OPENED, again, null, now.validThrough()));
      at = again;
    }
    return at;
  }

  private SimulatedPosting updated(SimulatedPosting now, long at, Draws draws) {
    SimulatedPosting next =
        now.as(now.version() + 1, PostingEventType.UPDATED, at, null, now.validThrough());
    if (next.payMin() != null && draws.chance(0.5)) {
      return next.scalePay(draws.between(1.02, 1.06));
    }
    return next.withSkills(next.skills().subList(0, StrictMath.max(0, next.skills().size() - 1)));
  }

  private SimulatedPosting advertisement(String id, long opened, int role, int place, Draws draws) {
    RoleProfile profile = scenario.population().roles().get(role);
    Place where = place(place);
    double daysIn = opened / (double) DAY - scenario.startDay();
    Level level = PayModel.drawLevel(draws);
    int employer = employers.draw(draws);
    List<String> skills = new ArrayList<>();
    double premium = PayModel.drawTraits(profile.skills(), skills, draws);
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < TAGS.length; i++) {
      if (draws.chance(TAG_SHARES[i])) {
        tags.add(TAGS[i]);
      }
    }
    for (DemandShift shift : rules.shifts()) {
      boolean asks = draws.chance(shift.skillShare());
      if (asks && shift.changesWork(role, where, daysIn)) {
        addOnce(skills, shift.skill());
        addOnce(tags, shift.tag());
      }
    }
    Double min = null;
    Double max = null;
    double annual = pay.draw(role, place, level, employer, daysIn, premium, draws);
    double half = draws.between(0.03, 0.15);
    if (draws.chance(rules.disclosed())) {
      min = SimulatedPosting.rounded(annual * (1 - half));
      max = SimulatedPosting.rounded(annual * (1 + half));
    }
    List<String> regions = several(where, draws);
    return new SimulatedPosting(
        id,
        1,
        PostingEventType.OPENED,
        opened,
        null,
        null,
        "simulated-" + scenario.population().source() + "-board",
        ObservationMaker.employerName(employer),
        Titles.plain(profile.title(), level),
        level,
        regions.isEmpty() ? where.region() : null,
        regions,
        List.copyOf(skills),
        List.copyOf(tags),
        min == null ? null : where.currency(),
        min,
        max,
        null);
  }

  private List<String> several(Place where, Draws draws) {
    if (!draws.chance(rules.severalPlaces()) || !where.isSubdivision()) {
      return List.of();
    }
    List<Place> others =
        scenario.population().places().stream()
            .filter(
                p -> p.isSubdivision() && p.country().equals(where.country()) && !p.equals(where))
            .toList();
    return others.isEmpty()
        ? List.of()
        : List.of(where.region(), others.get(draws.below(others.size())).region());
  }

  private static void addOnce(List<String> list, String what) {
    if (what != null && !list.contains(what)) {
      list.add(what);
    }
  }
}
