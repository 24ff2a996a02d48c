package io.salarysignals.domain.simulate;

import io.salarysignals.domain.demand.PostingEventType;
import java.time.LocalDate;

/**
 * The lively present of simulated postings: some postings flap, as they do on public boards: one
 * after the other, they open, close and open again. Every day has its own, which run out at the end
 * of the next, so that demand keeps its size. What happens at a tick depends on scenario, seed and
 * tick alone.
 */
public final class LivePostings {
  /** Postings of one day that flap, one after the other. */
  public static final int FLAPPING = 200;

  private static final long DAY = 86_400_000;

  private final Scenario scenario;
  private final PostingMaker maker;
  private final long seed;
  private final long tickMillis;

  /**
   * A stream with one event per tick.
   *
   * @param tickMillis length of a tick, ms, above 0; tick 0 is at the epoch
   */
  public LivePostings(Scenario scenario, long seed, long tickMillis) {
    if (tickMillis < 1) {
      throw new IllegalArgumentException("a tick takes a millisecond at least");
    }
    this.scenario = scenario;
    this.seed = seed;
    this.tickMillis = tickMillis;
    // Drawn in the order of SalarySimulator, or this would be another world.
    Draws root = new Draws(seed);
    root.split();
    this.maker = new PostingMaker(scenario, new PayModel(scenario, root.split()));
  }

  /** The instant of a tick, epoch ms. */
  public long instant(long tick) {
    return tick * tickMillis;
  }

  /** The tick that an instant, epoch ms, lies in. */
  public long tick(long instant) {
    return Math.floorDiv(instant, tickMillis);
  }

  /** The event at a tick. */
  public SimulatedPosting at(long tick) {
    long at = instant(tick);
    long day = Math.floorDiv(at, DAY);
    long turn = tick - Math.floorDiv(day * DAY, tickMillis);
    long posting = Math.floorMod(turn, FLAPPING);
    int version = 1 + (int) Math.floorDiv(turn, FLAPPING);
    String id =
        "simulated-" + scenario.name() + "-live-" + LocalDate.ofEpochDay(day) + "-" + posting;
    if (version % 2 == 0) {
      return SimulatedPosting.bare(id, version, PostingEventType.CLOSED, at, "UNKNOWN");
    }
    Draws draws = new Draws(seed ^ (day * FLAPPING + posting)).split();
    // What it is about is drawn for the day, not for the tick: it opens again as what it was.
    return maker
        .anywhere(id, day * DAY, draws)
        .events()
        .get(0)
        .as(version, PostingEventType.OPENED, at, null, (day + 2) * DAY);
  }
}
