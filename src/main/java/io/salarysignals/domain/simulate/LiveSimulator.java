package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.simulate.Scenario.Focus;
import io.salarysignals.domain.simulate.SimulatedObservation.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The present of a simulated market: a steady stream, in the same world (pay, employers, rates) as
 * {@link SalarySimulator} makes of the same scenario and seed. What happens at a tick depends on
 * scenario, seed and tick alone, so a stream that stops and goes on never says two things under one
 * id. Some records are wrong at first and corrected later, some are false and taken back, some come
 * twice. The focus market keeps its size: a few people in it state their pay anew.
 */
public final class LiveSimulator {
  /** People of the focus market who state their pay anew, one after the other. */
  public static final int FOCUS_PEOPLE = 8;

  private static final int FOCUS_EVERY = 30;
  private static final int WRONG_EVERY = 100;
  private static final int FALSE_EVERY = 500;
  private static final int TWICE_EVERY = 150;
  private static final int CORRECTED_AFTER = 40;
  private static final int RETRACTED_AFTER = 60;
  private static final int REPEATED_AFTER = 20;

  private final Scenario scenario;
  private final long tickMillis;
  private final ObservationMaker maker;
  private final long seed;

  /**
   * A stream with one new observation per tick.
   *
   * @param tickMillis length of a tick, ms, above 0; tick 0 is at the epoch
   */
  public LiveSimulator(Scenario scenario, long seed, long tickMillis) {
    if (tickMillis < 1) {
      throw new IllegalArgumentException("a tick takes a millisecond at least");
    }
    this.scenario = scenario;
    this.tickMillis = tickMillis;
    this.seed = seed;
    // Drawn in the order of SalarySimulator, or this would be another world.
    Draws root = new Draws(seed);
    FxPath fx = new FxPath(scenario, root.split());
    PayModel pay = new PayModel(scenario, root.split());
    this.maker = new ObservationMaker(scenario, pay, fx, new Truth(scenario, pay));
  }

  /** The instant of a tick, epoch ms. */
  public long instant(long tick) {
    return tick * tickMillis;
  }

  /** The tick that an instant, epoch ms, lies in. */
  public long tick(long instant) {
    return Math.floorDiv(instant, tickMillis);
  }

  /** What arrives at a tick, in order. */
  public List<SimulatedObservation> at(long tick) {
    List<SimulatedObservation> records = new ArrayList<>();
    Draft fresh = truth(tick);
    if (isFalse(tick)) {
      fresh.scalePay(3);
    } else if (isWrong(tick)) {
      fresh.scalePay(StrictMath.exp(0.3 * draws(~tick).gaussian()));
    }
    records.add(fresh.toRecord());
    if (isWrong(tick - CORRECTED_AFTER)) {
      records.add(truth(tick - CORRECTED_AFTER).as(2, Kind.CORRECTED).toRecord());
    }
    if (isFalse(tick - RETRACTED_AFTER)) {
      records.add(SimulatedObservation.retraction(id(tick - RETRACTED_AFTER), 2));
    }
    if (Math.floorMod(tick - REPEATED_AFTER, TWICE_EVERY) == 5) {
      records.add(truth(tick - REPEATED_AFTER).toRecord());
    }
    if (scenario.focus() != null && Math.floorMod(tick, FOCUS_EVERY) == 0) {
      records.add(restated(tick));
    }
    return records;
  }

  private Draft truth(long tick) {
    return maker.anybodyUncounted(id(tick), instant(tick), draws(tick));
  }

  private SimulatedObservation restated(long tick) {
    Focus focus = scenario.focus();
    long turn = Math.floorDiv(tick, FOCUS_EVERY);
    long person = Math.floorMod(turn, FOCUS_PEOPLE);
    String id = "simulated-" + scenario.name() + "-" + word(focus.level()) + person;
    // A correction of somebody unknown counts as new, so that the first turn needs no other kind.
    return maker
        .inFocus(id, instant(tick), draws(tick ^ Long.MIN_VALUE))
        .as((int) Math.floorDiv(turn, FOCUS_PEOPLE), Kind.CORRECTED)
        .toRecord();
  }

  private static String word(Level level) {
    return level.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isWrong(long tick) {
    return Math.floorMod(tick, WRONG_EVERY) == 7;
  }

  private static boolean isFalse(long tick) {
    return Math.floorMod(tick, FALSE_EVERY) == 13;
  }

  private String id(long tick) {
    return "simulated-" + scenario.name() + "-live" + tick;
  }

  private Draws draws(long what) {
    // Split once more: streams of neighbouring seeds are then as far apart as any.
    return new Draws(seed ^ what).split();
  }
}
