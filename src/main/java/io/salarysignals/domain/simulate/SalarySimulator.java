package io.salarysignals.domain.simulate;

import io.salarysignals.domain.simulate.Faulter.Tally;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A simulated salary feed: records in arrival order, and the truth behind them. One scenario and
 * seed give the same records on every machine. Memory holds one day of observations and whatever is
 * still to arrive.
 */
public final class SalarySimulator implements Iterator<Arrival<SimulatedObservation>> {
  private static final long DAY = 86_400_000;

  /** Monday to Sunday. */
  private static final double[] WEEKDAYS = {1.20, 1.25, 1.20, 1.10, 1.00, 0.65, 0.60};

  private final Scenario scenario;
  private final FxPath fx;
  private final Truth truth;
  private final ObservationMaker maker;
  private final Faulter faulter;
  private final Tally tally = new Tally();
  private final ArrivalQueue<SimulatedObservation> queue = new ArrivalQueue<>();
  private final Draws draws;
  private final double weightOfAll;

  private int day;
  private double weightSoFar;
  private long made;
  private long focused;
  private long lies;
  private long invalid;
  private Arrival<SimulatedObservation> next;

  public SalarySimulator(Scenario scenario, long seed) {
    this.scenario = scenario;
    Draws root = new Draws(seed);
    fx = new FxPath(scenario, root.split());
    PayModel pay = new PayModel(scenario, root.split());
    draws = root.split();
    truth = new Truth(scenario, pay);
    maker = new ObservationMaker(scenario, pay, fx, truth);
    faulter = new Faulter(scenario, queue, tally);
    double sum = 0;
    for (int i = 0; i < scenario.days(); i++) {
      sum += weight(i);
    }
    weightOfAll = sum;
    advance();
  }

  /** All exchange rates that the feed needs; they come before it. */
  public List<SimulatedRate> rates() {
    return fx.all();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Arrival<SimulatedObservation> next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Arrival<SimulatedObservation> result = next;
    advance();
    return result;
  }

  /** The truth about every market drawn so far; complete once the feed is at its end. */
  public List<TrueMarket> markets() {
    return truth.markets();
  }

  /**
   * How many records of each kind were made so far: true observations, exact repeats, corrected and
   * retracted ones (two records each), those that must be rejected, and late arrivals among them.
   */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("observations", tally.observations);
    counts.put("duplicates", tally.duplicates);
    counts.put("corrections", tally.corrections);
    counts.put("retractions", tally.retractions);
    counts.put("invalid", tally.invalid);
    counts.put("late", tally.late);
    return counts;
  }

  private void advance() {
    next = day < scenario.days() ? queue.pollBefore(dayStart(day)) : queue.poll();
    while (next == null && day < scenario.days()) {
      makeDay();
      day++;
      next = day < scenario.days() ? queue.pollBefore(dayStart(day)) : queue.poll();
    }
  }

  /**
   * Counts are rounded on running totals, so that the whole is exact whatever the number of days.
   */
  private void makeDay() {
    weightSoFar += weight(day);
    double progress = weightSoFar / weightOfAll;
    long due =
        day == scenario.days() - 1
            ? scenario.observations()
            : (long) (scenario.observations() * progress);
    for (long at : instants(due - made)) {
      faulter.send(maker.anybody(id('o', made++), at, draws), draws);
    }
    if (scenario.focus() != null) {
      long dueFocus = StrictMath.round(scenario.focus().perDay() * (day + 1));
      for (long at : instants(dueFocus - focused)) {
        faulter.send(maker.inFocus(id('f', focused++), at, draws), draws);
      }
    }
    long dueLies = (long) (scenario.faults().retractions() * scenario.observations() * progress);
    for (long at : instants(dueLies - lies)) {
      faulter.sendFalse(maker.anybodyUncounted(id('r', lies++), at, draws), draws);
    }
    long dueInvalid = (long) (scenario.faults().invalid() * scenario.observations() * progress);
    for (long at : instants(dueInvalid - invalid)) {
      faulter.sendInvalid(maker.anybodyUncounted(id('x', invalid++), at, draws), draws);
    }
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

  private double weight(int index) {
    // Epoch day 0 was a Thursday.
    return WEEKDAYS[(int) StrictMath.floorMod(scenario.startDay() + index + 3, 7L)];
  }
}
