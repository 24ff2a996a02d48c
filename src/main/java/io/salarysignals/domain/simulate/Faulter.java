package io.salarysignals.domain.simulate;

import io.salarysignals.domain.simulate.Scenario.Faults;
import io.salarysignals.domain.simulate.SimulatedObservation.Kind;
import java.util.List;

/**
 * Turns true observations into the stream that a real feed would make of them. Faults are such that
 * what counts in the end is the truth: the first version of a corrected record is the wrong one,
 * and retracted records were false from the start.
 */
final class Faulter {
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  private final Faults faults;
  private final List<Place> places;
  private final ArrivalQueue<SimulatedObservation> queue;
  private final Tally tally;

  Faulter(Scenario scenario, ArrivalQueue<SimulatedObservation> queue, Tally tally) {
    this.faults = scenario.faults();
    this.places = scenario.population().places();
    this.queue = queue;
    this.tally = tally;
  }

  /** Sends a true observation, perhaps wrong at first, perhaps twice. */
  void send(Draft truth, Draws draws) {
    long at = arrival(truth.observedAt, draws);
    tally.observations++;
    double u = draws.uniform();
    if (u < faults.corrections()) {
      Draft wrong = truth.copy().scalePay(StrictMath.exp(0.3 * draws.gaussian()));
      replace(wrong, truth.as(2, Kind.CORRECTED), at, draws);
    } else if (u < faults.corrections() + faults.moves()) {
      replace(misplaced(truth, draws), truth.as(2, Kind.CORRECTED), at, draws);
    } else {
      queue.add(at, truth.toRecord());
    }
    if (draws.chance(faults.duplicates())) {
      tally.duplicates++;
      queue.add(at + (long) draws.exponential(2 * DAY), truth.toRecord());
    }
  }

  /** Sends a record that should not have been sent, and takes it back. */
  void sendFalse(Draft lie, Draws draws) {
    tally.retractions++;
    lie.scalePay(3);
    long at = arrival(lie.observedAt, draws);
    long back = at + (long) draws.exponential(2 * DAY);
    boolean inverted = draws.chance(faults.inverted());
    queue.add(inverted ? back : at, lie.toRecord());
    queue.add(inverted ? at : back, SimulatedObservation.retraction(lie.id, 2));
  }

  /** Sends a record that must be rejected. */
  void sendInvalid(Draft draft, Draws draws) {
    tally.invalid++;
    switch (draws.below(4)) {
      case 0 -> draft.scalePay(0);
      case 1 -> draft.currency = "XXQ";
      case 2 -> draft.title = null;
      default -> {
        draft.region = null;
        draft.location = null;
      }
    }
    queue.add(arrival(draft.observedAt, draws), draft.toRecord());
  }

  private void replace(Draft wrong, Draft right, long at, Draws draws) {
    tally.corrections++;
    long later = at + (long) draws.exponential(2 * DAY);
    boolean inverted = draws.chance(faults.inverted());
    queue.add(inverted ? later : at, wrong.toRecord());
    queue.add(inverted ? at : later, right.toRecord());
  }

  private Draft misplaced(Draft truth, Draws draws) {
    Draft wrong = truth.copy();
    if (draws.chance(0.5)) {
      wrong.observedAt -= (long) draws.between(0.2 * DAY, 3 * DAY);
    } else {
      wrong.region = places.get(draws.below(places.size())).region();
      wrong.location = null;
    }
    return wrong;
  }

  private long arrival(long observedAt, Draws draws) {
    if (draws.chance(faults.late())) {
      tally.late++;
      return observedAt + (long) draws.between(0.1 * DAY, faults.lateDays() * DAY);
    }
    return faults.disorderMinutes() == 0
        ? observedAt
        : observedAt + (long) draws.exponential(faults.disorderMinutes() * MINUTE);
  }

  /** How many records of each kind were made. */
  static final class Tally {
    long observations;
    long duplicates;
    long corrections;
    long retractions;
    long invalid;
    long late;
  }
}
