package io.salarysignals.domain.repricing;

import io.salarysignals.domain.stats.Distributions;
import java.util.ArrayList;
import java.util.List;

/** Judges candidates against the days before their onset. */
final class Judgement {
  private static final double BREADTH = 0.6;
  private static final double KEPT = 0.4;
  private static final int LEAST_EMPLOYERS = 5;

  /** A change that has not lasted so long may be one of some days. */
  private static final int LEAST_DAYS = 7;

  private static final double WITHOUT_BEST = 1.0;
  private static final double SHAPE = 0.95;

  /** So many times the observations of before: it is not the same that is seen. */
  private static final double FLOOD = 2;

  private final WatchRules rules;
  private final History history;
  private PayModel model;
  private Drift drift;
  private int modelFrom = WatchState.NONE;
  private int modelTo = WatchState.NONE;

  Judgement(WatchRules rules, History history) {
    this.rules = rules;
    this.history = history;
  }

  void forget() {
    modelFrom = WatchState.NONE;
  }

  private PayModel model(Episode e) {
    if (modelFrom != e.baselineFrom || modelTo != e.onset) {
      model = PayModel.fit(history, e.baselineFrom, e.onset, 2L * LEAST_EMPLOYERS);
      drift =
          model == null ? null : Drift.of(model, history, e.baselineFrom, e.onset, e.pane.days());
      modelFrom = e.baselineFrom;
      modelTo = e.onset;
    }
    return model;
  }

  /** Sets what is known when a candidate is raised; false where there is nothing to compare. */
  boolean begin(Episode e) {
    if (model(e) == null) {
      return false;
    }
    StretchOfDays.Effect effect = StretchOfDays.of(model, history, e.onset, e.detected).effect();
    e.initialEffect = effect.value();
    e.initialT = effect.t();
    return true;
  }

  /** Change in some days against the baseline of an episode, log points. */
  double effect(Episode e, int from, int to) {
    return model(e) == null ? 0 : StretchOfDays.of(model, history, from, to).effect().value();
  }

  Look look(Episode e, int end) {
    model(e);
    StretchOfDays fresh = StretchOfDays.of(model, history, e.detected, end);
    double named = Math.min(model.namedShare(), fresh.namedShare());
    boolean tells = Look.tellsEmployers(named, fresh.matchedShare());
    ClusteredTest test =
        fresh.test(!tells, e.direction, allowance(e, fresh), drift.doubt(fresh.centre()));
    double p = tells ? e.pane.repeatedLooks().adjusted(test.pValue()) : 1;
    List<StretchOfDays.Effect> panes = panes(e, e.detected, end);
    double shape = shape(panes(e, e.onset, end), e.direction);
    double last = lastPanes(panes);
    double withoutBest = withoutBest(panes, e.direction);
    double t =
        test.employers() < 2
            ? Double.NaN
            : Distributions.studentQuantile(
                    1 - e.pane.repeatedLooks().tailPerLook(), test.freedom())
                * test.error();
    double total = fresh.meanLog() - model.meanLog();
    double sign = e.direction;
    double minimum = rules.minimumEffect();
    double volume = fresh.n / (end - e.detected) * (e.onset - e.baselineFrom) / model.n();
    boolean eligible =
        tells
            && p <= (e.pane == PaneLength.DAY ? rules.alpha() : rules.coarseAlpha())
            && sign * test.effect() >= minimum
            && Math.abs(test.effect()) < rules.greatestEffect()
            && test.employers() >= LEAST_EMPLOYERS
            && end - likeliestOnset(e, end) >= LEAST_DAYS
            && test.breadth() >= BREADTH
            && sign * test.median() >= minimum / 2
            && sign * test.leaveOneOut() >= minimum / 2
            && sign * last >= KEPT * Math.abs(test.effect())
            && sign * test.effect() >= KEPT * sign * e.initialEffect
            && withoutBest >= WITHOUT_BEST
            && shape >= SHAPE
            && Math.abs(test.effect()) >= Math.abs(total) / 2
            && sign * fresh.outlyingPart() < Math.abs(test.effect()) / 2
            && volume < FLOOD;
    return new Look(
        end,
        e.freshPanes,
        p,
        eligible,
        test.effect(),
        Double.isNaN(t) ? test.effect() - 1 : test.effect() - t,
        Double.isNaN(t) ? test.effect() + 1 : test.effect() + t,
        model.meanLog(),
        fresh.meanLog(),
        test.breadth(),
        test.median(),
        test.leaveOneOut(),
        last,
        withoutBest,
        shape,
        Math.abs(test.topT()),
        fresh.meanError(),
        fresh.outlyingPart(),
        volume,
        named,
        fresh.matchedShare(),
        fresh.decompose(),
        (long) fresh.n,
        test.employers());
  }

  /** What the change must exceed: where pay was going by itself, if that was the same way. */
  private double allowance(Episode e, StretchOfDays fresh) {
    return Math.max(0, e.direction * drift.until(fresh.centre()));
  }

  /**
   * The day up to detection from which on a level has the greatest t: the chart dates a change
   * early where chance had set out in its direction already.
   */
  private int likeliestOnset(Episode e, int end) {
    List<StretchOfDays> panes = StretchOfDays.panes(model, history, e.onset, end, e.pane.days());
    double sum = 0;
    double weights = 0;
    double most = Double.NEGATIVE_INFINITY;
    int onset = e.onset;
    for (int i = panes.size() - 1; i >= 0; i--) {
      StretchOfDays.Effect pane = panes.get(i).effect();
      double w = 1 / (pane.error() * pane.error());
      sum += e.direction * w * pane.value();
      weights += w;
      int first = e.onset + ((int) panes.get(i).centre() - e.onset) / e.pane.days() * e.pane.days();
      if (first < e.detected && sum / StrictMath.sqrt(weights) > most) {
        most = sum / StrictMath.sqrt(weights);
        onset = first;
      }
    }
    return onset;
  }

  private List<StretchOfDays.Effect> panes(Episode e, int from, int end) {
    List<StretchOfDays.Effect> panes = new ArrayList<>();
    for (int start = from; start < end; start += e.pane.days()) {
      StretchOfDays pane =
          StretchOfDays.of(model, history, start, Math.min(end, start + e.pane.days()));
      if (pane.n > 0) {
        panes.add(pane.effect());
      }
    }
    return panes;
  }

  private static double lastPanes(List<StretchOfDays.Effect> panes) {
    double sum = 0;
    double weights = 0;
    for (int i = Math.max(0, panes.size() - 2); i < panes.size(); i++) {
      double w = 1 / (panes.get(i).error() * panes.get(i).error());
      sum += w * panes.get(i).value();
      weights += w;
    }
    return weights == 0 ? 0 : sum / weights;
  }

  /**
   * How much better a lasting level describes the panes since the onset than a spike of one pane or
   * two: t of the level over the greatest t of such a spike.
   */
  private static double shape(List<StretchOfDays.Effect> panes, int direction) {
    double sum = 0;
    double weights = 0;
    double spike = 0;
    double before = 0;
    for (StretchOfDays.Effect pane : panes) {
      double t = direction * pane.t();
      sum += t / pane.error();
      weights += 1 / (pane.error() * pane.error());
      spike = Math.max(spike, Math.max(t, (before + t) / StrictMath.sqrt(2)));
      before = t;
    }
    return spike <= 0 ? 0 : sum / StrictMath.sqrt(weights) / spike;
  }

  /** t of the change without its strongest pane, where there are more. */
  private static double withoutBest(List<StretchOfDays.Effect> panes, int direction) {
    List<StretchOfDays.Effect> left = new ArrayList<>(panes);
    left.sort((a, b) -> Double.compare(direction * a.t(), direction * b.t()));
    int drop = panes.size() > 1 ? 1 : 0;
    double sum = 0;
    double weights = 0;
    for (StretchOfDays.Effect pane : left.subList(0, left.size() - drop)) {
      double w = 1 / (pane.error() * pane.error());
      sum += w * pane.value();
      weights += w;
    }
    return weights == 0 ? 0 : direction * sum / StrictMath.sqrt(weights);
  }

  /** Whether a candidate that shows no change may be closed before its last look. */
  boolean isExplained(Episode e, Look look) {
    return e.cause == Episode.Cause.LIKE_FOR_LIKE
        && e.direction * look.total() < rules.minimumEffect() / 2;
  }

  /** The verdict for a candidate that was not confirmed. */
  Verdict explain(Episode e, Look look) {
    return new Explanation(rules, history, model(e), e, look).verdict();
  }
}
