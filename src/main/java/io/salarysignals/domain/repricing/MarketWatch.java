package io.salarysignals.domain.repricing;

/**
 * Watches one market: a fold over its settled days, in order. Panes do not overlap. A self-starting
 * chart of like-for-like residuals, and one of mean pay, raise candidates; the panes that follow,
 * which the chart had not seen, are judged by {@link Judgement}. The state depends on the days
 * alone, so a corrected day is folded again from an earlier state.
 *
 * <p>Single-threaded. Keeps the last baseline in memory; it is a function of the history and is
 * fitted again where it is not there.
 */
public final class MarketWatch {
  /** Panes with less are passed over. */
  private static final int LEAST = 3;

  /** Part of the bound above which a chart is not quiet. */
  private static final double QUIET = 0.5;

  /** Weight of the newest pane in how a change stands. */
  private static final double NEWEST = 0.2;

  private static final int FADING_PANES = 7;
  private static final int RULE_DAYS = 28;

  private final WatchRules rules;
  private final History history;
  private final Judgement judgement;
  private PayModel model;
  private int modelFrom = WatchState.NONE;
  private int modelTo = WatchState.NONE;

  public MarketWatch(WatchRules rules, History history) {
    this.rules = rules;
    this.history = history;
    this.judgement = new Judgement(rules, history);
  }

  /** Forgets what was fitted, after days of the history changed. */
  public void forget() {
    modelFrom = WatchState.NONE;
    judgement.forget();
  }

  /**
   * Folds in a settled day. Days without observations may be left out, except the last of a week in
   * which there were some.
   */
  public void settle(WatchState state, int day) {
    if (state.regimeStart == WatchState.NONE) {
      state.regimeStart = day;
      start(state, perDay(day));
    }
    state.through = day;
    int start = state.pane.startOf(day);
    if (day + 1 < start + state.pane.days()) {
      return;
    }
    long[] n = {0};
    history.counts(start, day + 1, (at, ofDay) -> n[0] += ofDay);
    if (n[0] >= LEAST) {
      pane(state, Math.max(start, state.regimeStart), day + 1);
    }
  }

  private double perDay(int day) {
    long[] n = {0};
    int[] first = {day};
    history.counts(
        day + 1 - RULE_DAYS,
        day + 1,
        (at, ofDay) -> {
          n[0] += ofDay;
          first[0] = Math.min(first[0], at);
        });
    return (double) n[0] / (day + 1 - first[0]);
  }

  private void start(WatchState state, double perDay) {
    state.pane = PaneLength.of(perDay, state.pane);
    state.panes = 0;
    state.fitFrom = WatchState.NONE;
    state.fitTo = WatchState.NONE;
    state.likeForLike.restart(rules.assumed());
    state.total.restart(0);
  }

  private void pane(WatchState state, int start, int end) {
    state.panes++;
    for (Episode episode : state.episodes) {
      if (!episode.isOpen() && episode.isEligible() && !episode.isEnded()) {
        follow(episode, start, end);
      }
    }
    fitIfDue(state, start);
    if (state.fitTo == WatchState.NONE) {
      return;
    }
    StretchOfDays stretch = StretchOfDays.of(model(state), history, start, end);
    state.likeForLike.add(stretch.effect().t(), start, rules.k());
    state.total.add(stretch.meanLog(), start, rules.k());
    Episode open = state.open();
    if (open == null) {
      openIfDue(state, end);
    } else {
      judge(state, open, end);
    }
  }

  private void fitIfDue(WatchState state, int start) {
    boolean first = state.fitTo == WatchState.NONE && state.panes > state.pane.firstFit();
    boolean due = state.fitTo != WatchState.NONE && start - state.fitTo >= state.pane.refit();
    boolean quiet =
        state.open() == null
            && state.likeForLike.signal(rules.h() * QUIET) == 0
            && state.total.signal(rules.hTotal() * QUIET) == 0;
    if (!first && !(due && quiet)) {
      return;
    }
    PaneLength length = PaneLength.of(perDay(start - 1), state.pane);
    if (length != state.pane && quiet) {
      double perDay = perDay(start - 1);
      start(state, perDay);
      return;
    }
    state.fitFrom = Math.max(state.regimeStart, start - state.pane.window());
    state.fitTo = start;
    if (model(state) == null) {
      state.fitTo = WatchState.NONE;
    } else {
      state.watched = true;
    }
  }

  private PayModel model(WatchState state) {
    if (modelFrom != state.fitFrom || modelTo != state.fitTo) {
      model = PayModel.fit(history, state.fitFrom, state.fitTo, 2L * LEAST);
      modelFrom = state.fitFrom;
      modelTo = state.fitTo;
    }
    return model;
  }

  private void openIfDue(WatchState state, int end) {
    if (state.panes < state.pane.warmUp()) {
      return;
    }
    int direction = state.likeForLike.signal(rules.h());
    Episode.Cause cause = Episode.Cause.LIKE_FOR_LIKE;
    Chart chart = state.likeForLike;
    if (direction == 0) {
      direction = state.total.signal(rules.hTotal());
      cause = Episode.Cause.TOTAL;
      chart = state.total;
    }
    if (direction == 0) {
      return;
    }
    Episode episode = new Episode();
    episode.direction = direction;
    episode.cause = cause;
    episode.pane = state.pane;
    episode.onset = direction > 0 ? chart.upSince : chart.downSince;
    episode.detected = end;
    episode.chart = direction > 0 ? chart.up : chart.down;
    episode.baselineFrom = Math.max(state.regimeStart, episode.onset - state.pane.window());
    if (episode.onset - episode.baselineFrom < state.pane.baseline() * state.pane.days()) {
      // The change began where the baseline would have to be: the chart learns from it instead.
      chart.quiet();
      return;
    }
    if (!judgement.begin(episode)) {
      chart.quiet();
      return;
    }
    state.episodes.add(episode);
  }

  private void judge(WatchState state, Episode open, int end) {
    open.freshPanes++;
    if (!open.pane.isLook(open.freshPanes)) {
      return;
    }
    Look look = judgement.look(open, end);
    open.looks.add(look);
    boolean last = open.freshPanes >= open.pane.lastLook();
    boolean hopeless =
        !open.isEligible()
            && open.freshPanes >= open.pane.lastLook() / 3 + 1
            && open.direction * look.effect() < rules.minimumEffect() / 4
            && judgement.isExplained(open, look);
    if (!last && !hopeless) {
      return;
    }
    open.closed = end;
    open.explanation = judgement.explain(open, look);
    if (open.isEligible()) {
      open.standing = look.effect();
      state.regimeStart = open.onset;
      start(state, perDay(end - 1));
      state.panes = 0;
    } else if (isUnproven(open, look)) {
      // Pay is at another level, whoever pays it: what comes next is compared with that.
      state.regimeStart = open.onset;
      start(state, perDay(end - 1));
    } else {
      state.likeForLike.quiet();
      state.total.quiet();
      if (open.explanation == Verdict.MIX_DRIVEN
          || open.explanation == Verdict.SOURCE_MIX
          || open.explanation == Verdict.DATA_ARTEFACT) {
        state.total.restart(0);
      }
    }
  }

  /** Whether pay moved for no other reason that is known than one that cannot be told apart. */
  private boolean isUnproven(Episode episode, Look look) {
    return episode.explanation == Verdict.CLEARED
        && !look.tellsEmployers()
        && episode.direction * look.effect() >= rules.minimumEffect();
  }

  /** Whether a confirmed change is still there. */
  private void follow(Episode episode, int start, int end) {
    double effect = judgement.effect(episode, start, end);
    episode.standing += NEWEST * (effect - episode.standing);
    Look told = episode.firstEligible();
    boolean gone = episode.standing * episode.direction < Math.abs(told.effect()) / 2;
    episode.fading = gone ? episode.fading + 1 : 0;
    if (episode.fading >= FADING_PANES) {
      episode.ended = end;
      episode.reverted = true;
    } else if (end - episode.onset >= rules.settledDays()) {
      episode.ended = end;
    }
  }
}
