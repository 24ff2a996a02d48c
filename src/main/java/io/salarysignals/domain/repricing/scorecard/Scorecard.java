package io.salarysignals.domain.repricing.scorecard;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.FalseDiscovery;
import io.salarysignals.domain.repricing.History;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.domain.repricing.MarketWatch;
import io.salarysignals.domain.repricing.Resolution;
import io.salarysignals.domain.repricing.Verdict;
import io.salarysignals.domain.repricing.WatchRules;
import io.salarysignals.domain.repricing.WatchState;
import io.salarysignals.domain.simulate.Draws;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the detection over simulated markets, whose truth is known, and counts. */
public final class Scorecard {
  private static final int DECOY_DAYS = 28;

  /** Where panes are coarse: as many as it takes the chart to see a change. */
  private static final int DECOY_PANES = 8;

  private final WatchRules rules;
  private final Map<Event, Map<Verdict, Integer>> confusion = new EnumMap<>(Event.class);
  private final Map<Event, int[]> confirmedByEvent = new EnumMap<>(Event.class);
  private final List<Integer> delays = new ArrayList<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private int shifts;
  private int found;
  private int falseAlarms;
  private int trueAlarms;
  private int candidates;
  private long marketDays;
  private int decoyCandidates;
  private int decoysRight;

  private Scorecard(WatchRules rules) {
    this.rules = rules;
  }

  /** How many markets have which event: the first count is of the first event, and so on. */
  public record Shares(Map<Event, Integer> markets) {
    /** {@code count} markets without any event. */
    public static Shares none(int count) {
      return new Shares(Map.of(Event.NOTHING, count));
    }

    /** Of {@code count} markets, a part shifts, a part are decoys, and the rest is quiet. */
    public static Shares mixed(int count, double shifting, double decoys) {
      Map<Event, Integer> markets = new EnumMap<>(Event.class);
      int shift = (int) Math.round(count * shifting);
      int decoy = (int) Math.round(count * decoys / 4);
      markets.put(Event.RAMP, shift / 5);
      markets.put(Event.SHIFT, shift - shift / 5);
      markets.put(Event.SPIKE, decoy);
      markets.put(Event.MIX, decoy);
      markets.put(Event.SINGLE_EMPLOYER, decoy);
      markets.put(Event.SOURCE, decoy);
      markets.put(Event.NOTHING, count - shift - 4 * decoy);
      return new Shares(markets);
    }
  }

  /**
   * A confirmed alert.
   *
   * @param right whether it is about a true shift
   */
  public record Alarm(Event event, int onset, Episode episode, Look look, boolean right) {}

  /** Runs the detection. The result depends on the arguments alone. */
  public static Scorecard run(WatchRules rules, Design design, Shares shares, long seed) {
    Scorecard card = new Scorecard(rules);
    Draws draws = new Draws(seed);
    List<SimulatedMarket> markets = new ArrayList<>();
    for (Event event : Event.values()) {
      for (int i = shares.markets().getOrDefault(event, 0); i > 0; i--) {
        markets.add(new SimulatedMarket(design, event, draws.split()));
      }
    }
    card.run(markets);
    return card;
  }

  private void run(List<SimulatedMarket> markets) {
    List<List<Episode>> episodes = new ArrayList<>();
    Map<Integer, List<Double>> byDay = new HashMap<>();
    for (SimulatedMarket market : markets) {
      List<Episode> found = watch(market);
      episodes.add(found);
      for (Episode episode : found) {
        for (Look look : episode.looks()) {
          byDay.computeIfAbsent(look.end(), d -> new ArrayList<>()).add(look.pValue());
        }
      }
    }
    Map<Integer, Double> thresholds = new HashMap<>();
    byDay.forEach(
        (day, p) ->
            thresholds.put(
                day,
                FalseDiscovery.threshold(
                    p.stream().mapToDouble(v -> v).toArray(), rules.falseDiscoveryRate())));
    for (int i = 0; i < markets.size(); i++) {
      count(markets.get(i), episodes.get(i), thresholds);
    }
  }

  private List<Episode> watch(SimulatedMarket market) {
    Days days = new Days(market.firstDay());
    MarketWatch watch = new MarketWatch(rules, days);
    WatchState state = new WatchState();
    for (int day = market.firstDay(); day < market.endDay(); day++) {
      days.list.add(market.day(day));
      watch.settle(state, day);
    }
    marketDays += market.endDay() - market.firstDay();
    return state.episodes();
  }

  private static final class Days implements History {
    private final int first;
    private final List<Strata> list = new ArrayList<>();

    Days(int first) {
      this.first = first;
    }

    @Override
    public void between(int from, int to, Visitor visitor) {
      for (int day = Math.max(from, first); day < to && day - first < list.size(); day++) {
        Strata strata = list.get(day - first);
        if (strata.size() > 0) {
          visitor.day(day, strata);
        }
      }
    }
  }

  private void count(
      SimulatedMarket market, List<Episode> episodes, Map<Integer, Double> thresholds) {
    Event event = market.event();
    shifts += event.isShift() ? 1 : 0;
    boolean hit = false;
    for (Episode episode : episodes) {
      candidates++;
      Resolution r = Resolution.of(episode, end -> thresholds.getOrDefault(end, 0.0));
      Verdict verdict = r.reached();
      boolean about = episode.detected() > market.onset();
      confusion
          .computeIfAbsent(about ? event : Event.NOTHING, e -> new EnumMap<>(Verdict.class))
          .merge(verdict, 1, Integer::sum);
      boolean decoy =
          event.isDecoy()
              && about
              && episode.detected() <= market.onset() + within(episode)
              && episode.direction() == market.direction();
      if (decoy && verdict != Verdict.CANDIDATE) {
        decoyCandidates++;
        decoysRight += verdict == event.right() ? 1 : 0;
      }
      if (verdict != Verdict.CONFIRMED_STRUCTURAL) {
        continue;
      }
      boolean right =
          event.isShift()
              && episode.direction() == market.direction()
              && r.look().end() > market.onset();
      confirmedByEvent.computeIfAbsent(event, e -> new int[2])[right ? 0 : 1]++;
      alarms.add(new Alarm(event, market.onset(), episode, r.look(), right));
      if (!right) {
        falseAlarms++;
      } else {
        trueAlarms++;
        if (!hit) {
          delays.add(r.look().end() - market.onset());
        }
        hit = true;
      }
    }
    found += hit ? 1 : 0;
  }

  /** Days after a decoy in which a candidate is one about it. */
  private static int within(Episode episode) {
    return Math.max(DECOY_DAYS, DECOY_PANES * episode.pane().days());
  }

  /** Share of confirmed alerts that are about a true shift; 1 where there are none. */
  public double precision() {
    return trueAlarms + falseAlarms == 0 ? 1 : (double) trueAlarms / (trueAlarms + falseAlarms);
  }

  /** Share of true shifts that were confirmed. */
  public double recall() {
    return shifts == 0 ? 1 : (double) found / shifts;
  }

  /** Median of days from the onset to the end of the last evidence pane, over those found. */
  public double medianDelay() {
    List<Integer> sorted = delays.stream().sorted().toList();
    int n = sorted.size();
    return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0;
  }

  /** Days from the onset to the end of the last evidence pane, of each shift that was found. */
  public List<Integer> delays() {
    return List.copyOf(delays);
  }

  /** All confirmed alerts, market by market. */
  public List<Alarm> alarms() {
    return List.copyOf(alarms);
  }

  public int shifts() {
    return shifts;
  }

  public int falseAlarms() {
    return falseAlarms;
  }

  public long marketDays() {
    return marketDays;
  }

  public int candidates() {
    return candidates;
  }

  public double falseAlarmsPerThousandMarketDays() {
    return 1000.0 * falseAlarms / marketDays;
  }

  /** Share of the decoys that raised a candidate in their direction which got the right verdict. */
  public double decoyAccuracy() {
    return decoyCandidates == 0 ? 1 : (double) decoysRight / decoyCandidates;
  }

  public int decoyCandidates() {
    return decoyCandidates;
  }

  /** Verdicts by what happened in the market; candidates raised before it count as nothing. */
  public Map<Event, Map<Verdict, Integer>> confusion() {
    return confusion;
  }
}
