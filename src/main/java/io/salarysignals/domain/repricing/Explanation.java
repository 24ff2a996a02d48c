package io.salarysignals.domain.repricing;

import java.util.Arrays;

/**
 * Why a candidate that was not confirmed was raised: what the change of the mean since its onset is
 * owed to. Each possible reason has its own part of that change and its own test against chance;
 * the greatest part that is more than chance and more than what is left for pay of the same work
 * gives the verdict.
 */
final class Explanation {
  /** t of a spike of days that needs no other reason to be looked for. */
  private static final double CLEAR_SPIKE = 5;

  /** t of a spike where there is no other reason. */
  private static final double SPIKE = 3;

  /** Part of a spike that may be left after it. */
  private static final double LEFT = 0.4;

  /** The same in weeks and four weeks, whose charts take one or two panes to raise a candidate. */
  private static final double COARSE_SPIKE = 2.5;

  /** A spike takes up to so many days, or so many coarse panes. */
  private static final int SPIKE_DAYS = 7;

  private static final int SPIKE_PANES = 2;

  /** t from which on a part is more than chance. */
  private static final double PART = 2.5;

  /** Probability that some employer stands out so much by chance. */
  private static final double ALONE = 0.05;

  /** So many times the observations of before: it is not the same that is seen. */
  private static final double FLOOD = 2;

  /** From so many times on, employers that are new are a sign of new disclosure. */
  private static final double GROWN = 1.35;

  private final WatchRules rules;
  private final History history;
  private final PayModel model;
  private final Episode episode;
  private final Look look;
  private final double sign;

  /**
   * @param model of the baseline of the episode
   * @param look its newest
   */
  Explanation(WatchRules rules, History history, PayModel model, Episode episode, Look look) {
    this.rules = rules;
    this.history = history;
    this.model = model;
    this.episode = episode;
    this.look = look;
    this.sign = episode.direction;
  }

  /** The verdict. */
  Verdict verdict() {
    if (Math.abs(look.effect()) >= rules.greatestEffect()) {
      return Verdict.DATA_ARTEFACT;
    }
    double spike = spike();
    boolean daily = episode.pane == PaneLength.DAY;
    if (daily && spike >= CLEAR_SPIKE) {
      return Verdict.TRANSIENT;
    }
    Verdict since = part(episode.onset);
    Verdict part = since == Verdict.CLEARED ? part(episode.detected) : since;
    if (part != Verdict.CLEARED) {
      return part;
    }
    if (spike >= (daily ? SPIKE : COARSE_SPIKE)) {
      return Verdict.TRANSIENT;
    }
    return look.volumeRatio() >= FLOOD && sign * look.effect() >= rules.minimumEffect()
        ? Verdict.DATA_ARTEFACT
        : Verdict.CLEARED;
  }

  /** The greatest part of the change from the baseline to [start, end), if it is one. */
  private Verdict part(int start) {
    int end = look.end();
    PayModel both =
        PayModel.fit(
            (from, to, visitor) -> {
              history.between(episode.baselineFrom, episode.onset, visitor);
              history.between(start, end, visitor);
            },
            episode.baselineFrom,
            end,
            0);
    Parts parts = Parts.of(both, history, episode.baselineFrom, episode.onset, start, end);
    StretchOfDays stretch = StretchOfDays.of(model, history, start, end);
    StretchOfDays.Alone alone = stretch.alone(episode.direction);
    Verdict verdict = Verdict.CLEARED;
    double most = rules.minimumEffect() / 2;
    if (isMore(parts.sources(), most)) {
      verdict = Verdict.SOURCE_MIX;
      most = sign * parts.sources().value();
    }
    if (isMore(parts.periods(), most)) {
      verdict = Verdict.DATA_ARTEFACT;
      most = sign * parts.periods().value();
    }
    Parts.Part outlying = parts.outlying(episode.direction);
    if (isMore(outlying, most)) {
      verdict = Verdict.DATA_ARTEFACT;
      most = sign * outlying.value();
    }
    if (isMore(parts.mix(), most)) {
      most = sign * parts.mix().value();
      boolean disclosed = look.volumeRatio() >= GROWN && sign * parts.grown() >= most / 2;
      verdict = disclosed ? Verdict.DATA_ARTEFACT : Verdict.MIX_DRIVEN;
    }
    if (alone.p() <= ALONE && (verdict == Verdict.CLEARED || sign * alone.part() >= most)) {
      return Verdict.SINGLE_EMPLOYER;
    }
    return verdict;
  }

  private boolean isMore(Parts.Part part, double most) {
    return sign * part.t() >= PART && sign * part.value() >= most;
  }

  /**
   * The greatest t, in the direction, of a level over a few panes after which less than {@link
   * #LEFT} of it was left; 0 where there is none, or where a level that lasts to the end describes
   * the panes better (Chen and Liu 1993: the shape with the greatest t).
   */
  private double spike() {
    double[] values = new double[(look.end() - episode.onset) / episode.pane.days() + 2];
    double[] weights = new double[values.length];
    int panes = 0;
    for (StretchOfDays pane :
        StretchOfDays.panes(model, history, episode.onset, look.end(), episode.pane.days())) {
      StretchOfDays.Effect effect = pane.effect();
      values[panes] = sign * effect.value();
      weights[panes] = 1 / (effect.error() * effect.error());
      panes++;
    }
    int longest = episode.pane == PaneLength.DAY ? SPIKE_DAYS : SPIKE_PANES;
    double most = 0;
    double lasting = 0;
    for (int from = 0; from < panes; from++) {
      double all = Arrays.stream(weights, from, panes).sum();
      lasting = Math.max(lasting, weighted(values, weights, from, panes) * StrictMath.sqrt(all));
      for (int to = from + 1; to < panes && to - from <= longest; to++) {
        double weight = Arrays.stream(weights, from, to).sum();
        double level = weighted(values, weights, from, to);
        double t = level * StrictMath.sqrt(weight);
        if (t > most && weighted(values, weights, to, panes) < LEFT * level) {
          most = t;
        }
      }
    }
    return most > lasting ? most : 0;
  }

  private static double weighted(double[] values, double[] weights, int from, int to) {
    double sum = 0;
    double total = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i] * values[i];
      total += weights[i];
    }
    return sum / total;
  }
}
