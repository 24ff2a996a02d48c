package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.PostingEventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The simulated feed of job postings of a scenario: events in order of arrival, and the truth about
 * demand behind them. One scenario and seed give the same events on every machine. Pay and
 * employers are those of {@link SalarySimulator} under the same scenario and seed. Nothing happens
 * after the last event day: what is open then stays open.
 */
public final class PostingSimulator implements Iterator<Arrival<SimulatedPosting>> {
  private static final long DAY = 86_400_000;
  private static final long MINUTE = 60_000;

  private final Scenario scenario;
  private final Postings rules;
  private final PostingMaker maker;
  private final DemandTruth truth;
  private final ArrivalQueue<SimulatedPosting> queue = new ArrivalQueue<>();
  private final Draws draws;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final long[] extra;
  private final long end;

  private int day;
  private long made;
  private long lies;
  private Arrival<SimulatedPosting> next;

  /**
   * @throws IllegalArgumentException where the scenario has no postings
   */
  public PostingSimulator(Scenario scenario, long seed) {
    if (scenario.postings() == null) {
      throw new IllegalArgumentException("scenario " + scenario.name() + " has no postings");
    }
    this.scenario = scenario;
    this.rules = scenario.postings();
    // Drawn in the order of SalarySimulator, or this would be another world.
    Draws root = new Draws(seed);
    root.split();
    PayModel pay = new PayModel(scenario, root.split());
    root.split();
    draws = root.split();
    maker = new PostingMaker(scenario, pay);
    truth = new DemandTruth(scenario);
    extra = new long[rules.shifts().size()];
    end = dayStart(scenario.days());
    for (String kind : List.of("postings", "events", "duplicates", "corrections", "retractions")) {
      counts.put(kind, 0L);
    }
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Arrival<SimulatedPosting> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Arrival<SimulatedPosting> result = next;
    advance();
    return result;
  }

  /** The truth about demand, by role and country; complete once the feed is at its end. */
  public List<TrueDemand> demand() {
    return truth.demand();
  }

  /**
   * How many true postings and events of them were made so far, exact repeats, corrected postings,
   * and postings that never were and were taken back (two events each).
   */
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private void advance() {
    next = day < scenario.days() ? queue.pollBefore(dayStart(day)) : queue.poll();
    while (next == null && day < scenario.days()) {
      makeDay();
      day++;
      next = day < scenario.days() ? queue.pollBefore(dayStart(day)) : queue.poll();
    }
  }

  private void makeDay() {
    long due = (long) (rules.perDay() * (day + 1));
    for (long at : instants(due - made)) {
      send(maker.anywhere(id('p', made++), at, draws));
    }
    for (int i = 0; i < extra.length; i++) {
      DemandShift shift = rules.shifts().get(i);
      double more = maker.share(shift.role(), shift.country()) * (shift.openings() - 1);
      long dueMore = (long) (rules.perDay() * more * StrictMath.max(0, day + 1 - shift.onset()));
      for (long at : instants(dueMore - extra[i])) {
        String id = id('s', extra[i]++) + "-" + i;
        send(maker.in(shift.role(), shift.country(), id, at, draws));
      }
    }
    long dueLies = (long) (rules.retracted() * rules.perDay() * (day + 1));
    for (long at : instants(dueLies - lies)) {
      sendFalse(maker.anywhere(id('r', lies++), at, draws).events().get(0));
    }
  }

  private void send(PostingMaker.Life life) {
    List<SimulatedPosting> events = new ArrayList<>(life.events());
    events.removeIf(event -> event.eventAt() >= end);
    truth.count(life.role(), life.country(), events, end);
    count("postings", 1);
    count("events", events.size());
    SimulatedPosting first = events.get(0);
    if (draws.chance(rules.corrected())) {
      count("corrections", 1);
      // Versions have no gap in a life, so the next one is free for the correction.
      int version = life.events().size() + 1;
      SimulatedPosting right =
          first.as(version, PostingEventType.CORRECTED, first.eventAt(), 1, first.validThrough());
      queue.add(arrival(first.eventAt()) + (long) draws.exponential(2 * DAY), right);
      first = first.withSkills(List.of()).scalePay(1.4);
      events.set(0, first);
    }
    for (SimulatedPosting event : events) {
      long at = arrival(event.eventAt());
      queue.add(at, event);
      if (draws.chance(rules.repeated())) {
        count("duplicates", 1);
        queue.add(at + (long) draws.exponential(DAY), event);
      }
    }
  }

  private void sendFalse(SimulatedPosting lie) {
    count("retractions", 1);
    long at = arrival(lie.eventAt());
    queue.add(at, lie);
    SimulatedPosting back =
        SimulatedPosting.bare(lie.postingId(), 2, PostingEventType.RETRACTED, lie.eventAt(), null);
    queue.add(at + (long) draws.exponential(2 * DAY), back);
  }

  private long arrival(long eventAt) {
    double minutes = scenario.faults().disorderMinutes();
    if (draws.chance(scenario.faults().late())) {
      return eventAt + (long) draws.between(0.1 * DAY, scenario.faults().lateDays() * DAY);
    }
    return minutes == 0 ? eventAt : eventAt + (long) draws.exponential(minutes * MINUTE);
  }

  private void count(String kind, long by) {
    counts.merge(kind, by, Long::sum);
  }

  private long[] instants(long count) {
    long[] instants = new long[(int) count];
    for (int i = 0; i < instants.length; i++) {
      instants[i] = dayStart(day) + (long) (draws.uniform() * DAY);
    }
    Arrays.sort(instants);
    return instants;
  }

  private String id(char kind, long number) {
    return "simulated-" + scenario.name() + "-" + kind + number;
  }

  private long dayStart(int index) {
    return (scenario.startDay() + index) * DAY;
  }
}
