package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.DemandFigures.Share;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.stats.Estimate;
import java.util.ArrayList;
import java.util.List;

/** The figures of a window, from the running sums of its cell. Formulas: docs/methods-demand.md. */
final class DemandCalculator {
  private static final double NORMAL = 1.959963984540054;
  private static final int YEAR = 364;

  private final DemandRules rules;
  private final Evolution evolution;

  DemandCalculator(DemandRules rules) {
    this.rules = rules;
    this.evolution = new Evolution(rules);
  }

  /** Postings that were open at some time in [from, to). */
  static long postings(DemandSeries s, int from, int to) {
    return s.open(from - 1)
        + s.sum(DemandPane.OPENED, from, to)
        + s.sum(DemandPane.MOVED_IN, from, to);
  }

  /**
   * The figures of a window; what is sought, and so the driver, is told of the facet of all.
   *
   * @param locationQuotient as it comes from other roles and regions, or null
   */
  DemandFigures figures(DemandView view, String facet, int from, int to, Double locationQuotient) {
    DemandFigures figures = figures(view.series(facet), from, to, locationQuotient);
    return facet.equals(Facet.ALL) ? evolution.add(figures, view, from, to) : figures;
  }

  DemandFigures figures(DemandSeries s, int from, int to, Double locationQuotient) {
    long opened = s.sum(DemandPane.OPENED, from, to);
    long closed = s.sum(DemandPane.CLOSED, from, to);
    long vacancies = s.sum(DemandPane.VACANCY_CHANGE, Integer.MIN_VALUE, to);
    long reposted = s.sum(DemandPane.REPOSTED, from, to);
    int base =
        rules.indexBaseDay() == DemandRules.YEAR_BEFORE ? to - 1 - YEAR : rules.indexBaseDay();
    long then = s.openDays(base - 6, base + 1);
    long now = s.openDays(to - 7, to);
    Double index = then > 0 ? 100.0 * now / then : null;
    Double adjusted =
        index == null ? null : Seasons.adjust(index, s, to, base, rules.minPostings());
    Estimate momentum = lnRatio(s, to - 7, to, to - 28, to);
    Estimate volume = lnRatio(s, from, to, from - (to - from), from);
    return new DemandFigures(
        s.open(to - 1),
        s.open(from - 1),
        opened,
        closed,
        s.sum(DemandPane.EXPIRED, from, to),
        reposted,
        s.sum(DemandPane.MOVED_IN, from, to) - s.sum(DemandPane.MOVED_OUT, from, to),
        vacancies,
        s.sum(DemandPane.VACANCIES_OPENED, from, to),
        index,
        adjusted,
        index == null ? null : base,
        index == null ? Seasonal.NONE : adjusted == null ? Seasonal.WEEKDAY : Seasonal.FULL,
        momentum,
        acceleration(s, to, momentum),
        timeToClose(s, from, to, closed),
        opened + reposted > 0 ? Shares.wilson(reposted, Math.max(opened, 0) + reposted) : null,
        vacancies > 0 ? (double) s.open(to - 1) / vacancies : null,
        locationQuotient,
        tightness(s, from, to, closed),
        List.of(),
        scopes(s, from, to, opened),
        null,
        volume,
        null,
        opened >= rules.minOpenings()
            ? Shares.wilson(s.sum(DemandPane.OPENED_PAID, from, to), opened)
            : null);
  }

  private List<Share> scopes(DemandSeries s, int from, int to, long opened) {
    List<Share> shares = new ArrayList<>(Scope.count());
    int start = from - (to - from);
    long earlier = s.sum(DemandPane.OPENED, start, from);
    for (int i = 0; opened >= rules.minOpenings() && i < Scope.count(); i++) {
      long k = s.sum(DemandPane.SCOPES + i, from, to);
      long k0 = s.sum(DemandPane.SCOPES + i, start, from);
      boolean comparable = earlier >= rules.minOpenings();
      double z = comparable ? Shares.z(k0, earlier, k, opened) : 0;
      shares.add(
          new Share(
              Scope.of(i).name(),
              k,
              Shares.wilson(k, opened),
              comparable ? (double) k / opened - (double) k0 / earlier : null,
              comparable ? Normal.twoSided(z) : null));
    }
    return shares;
  }

  /**
   * Survival to the first close, from those at risk at each age within the window: those who open
   * in it from age 0, those open when it begins from the age they have then.
   */
  private static Estimate timeToClose(DemandSeries s, int from, int to, long closed) {
    int end = s.before(to);
    // Where none closed, the curve never falls.
    if (end == 0 || closed == 0) {
      return null;
    }
    int size = to - firstOpening(s, end) + 1;
    long[] cohorts = new long[size]; // by day of opening, counted back from the window's end
    long[] change = new long[size + 2];
    long[] deaths = new long[size];
    for (int i = 0; i < end; i++) {
      int day = s.days[i];
      DemandPane pane = s.panes[i];
      if (day < from) {
        cohorts[to - day] += pane.count(DemandPane.FIRST_OPENED);
      } else {
        change[0] += pane.count(DemandPane.FIRST_OPENED);
        change[to - day] -= pane.count(DemandPane.FIRST_OPENED);
      }
      for (int a = 0; a < pane.ageCount(); a++) {
        int age = pane.age(a);
        int back = to - (day - age);
        long gone = (long) pane.deaths(a) + pane.exits(a);
        if (day < from) {
          if (back < size) {
            cohorts[back] -= gone;
          }
        } else if (age < size && back < size) {
          deaths[age] += pane.deaths(a);
          change[age + 1] -= gone;
          change[back] += gone;
        }
      }
    }
    for (int back = to - from + 1; back < size; back++) {
      change[back - (to - from)] += cohorts[back];
      change[back] -= cohorts[back];
    }
    long[] atRisk = new long[size];
    long risk = 0;
    for (int a = 0; a < size; a++) {
      risk += change[a];
      atRisk[a] = risk;
    }
    return new KaplanMeier(atRisk, deaths).median();
  }

  /** The earliest day on which a spell opened that is counted here: it may have moved in later. */
  private static int firstOpening(DemandSeries s, int end) {
    int first = s.days[0];
    for (int i = 0; i < end; i++) {
      DemandPane pane = s.panes[i];
      if (pane.ageCount() > 0) {
        first = Math.min(first, s.days[i] - pane.age(pane.ageCount() - 1));
      }
    }
    return first;
  }

  private static Estimate tightness(DemandSeries s, int from, int to, long closed) {
    long openDays = s.openDays(from, to);
    if (closed <= 0 || openDays <= 0) {
      return null;
    }
    double mean = (double) openDays / (to - from);
    double value = mean / (closed * 28.0 / (to - from));
    double spread = NORMAL * StrictMath.sqrt(1 / mean + 1.0 / closed);
    return new Estimate(value, value * StrictMath.exp(-spread), value * StrictMath.exp(spread));
  }

  private Estimate acceleration(DemandSeries s, int to, Estimate momentum) {
    Estimate earlier = lnRatio(s, to - 35, to - 28, to - 56, to - 28);
    if (momentum == null || earlier == null) {
      return null;
    }
    double half = momentum.high() - momentum.value();
    double before = earlier.high() - earlier.value();
    double spread = StrictMath.sqrt(half * half + before * before);
    double value = momentum.value() - earlier.value();
    return new Estimate(value, value - spread, value + spread);
  }

  /**
   * ln of the mean of open over [a1, b1) relative to that over [a0, b0). What a day's flow adds to
   * the stock fades as postings leave, at the rate r at which they do: a day's flow has the weight
   * W(u) = c(u) + (1 - r) W(u + 1), with c the weights of the days in the two means, relative to
   * them. The variance is the sum of W squared times the flow, and of the stock before the first
   * day, taken as Poisson; times a dispersion, estimated from the same weekdays of adjacent weeks.
   */
  private Estimate lnRatio(DemandSeries s, int a1, int b1, int a0, int b0) {
    double mean1 = (double) s.openDays(a1, b1) / (b1 - a1);
    double mean0 = (double) s.openDays(a0, b0) / (b0 - a0);
    if (Math.min(mean0, mean1) < rules.minPostings()) {
      return null;
    }
    int first = Math.min(a0, a1);
    int last = Math.max(b0, b1);
    double stays = 1 - leaving(s, first, last);
    double variance = 0;
    double weight = 0;
    double squares = 0;
    double total = 0;
    long[] flows = s.flows(first, last);
    // Before the first pane nothing flows and nothing is open: those days add nothing.
    int begin = Math.max(first, s.firstDay());
    for (int u = last - 1; u >= begin; u--) {
      double own = (u >= a1 && u < b1 ? 1 / (mean1 * (b1 - a1)) : 0);
      own -= u >= a0 && u < b0 ? 1 / (mean0 * (b0 - a0)) : 0;
      weight = own + stays * weight;
      long flow = flows[u - first];
      variance += weight * weight * flow;
      if (u - 7 >= first) {
        double difference = flow - flows[u - 7 - first];
        squares += difference * difference;
        total += flow + flows[u - 7 - first];
      }
    }
    weight *= stays;
    variance += weight * weight * Math.max(0, s.open(first - 1));
    double dispersion = total > 0 ? Math.max(1, squares / total) : 1;
    double spread = NORMAL * StrictMath.sqrt(dispersion * variance);
    double value = StrictMath.log(mean1 / mean0);
    return new Estimate(value, value - spread, value + spread);
  }

  /** The share of open postings that leave per day. */
  private static double leaving(DemandSeries s, int first, int last) {
    long left =
        s.sum(DemandPane.CLOSED, first, last)
            + s.sum(DemandPane.EXPIRED, first, last)
            + s.sum(DemandPane.MOVED_OUT, first, last);
    long stood = s.openDays(first - 1, last - 1) + s.sum(DemandPane.OPENED, first, last);
    return stood > 0 ? Math.min(1, (double) left / stood) : 0;
  }
}
