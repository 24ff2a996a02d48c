package io.salarysignals.domain.repricing.scorecard;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import io.salarysignals.domain.simulate.Draws;

/** One market of a scorecard: its observations day by day, and what happens in it. */
public final class SimulatedMarket {
  private static final int LEVELS = 5;
  private static final int SKILLS = 16;
  private static final int FIRST_DAY = 20_000;

  /** Share of the amounts in another currency. */
  private static final double WRONG_SHARE = 0.2;

  private final Design design;
  private final Draws draws;
  private final Event event;
  private final int onset;
  private final int direction;
  private final double size;
  private final double rampDays;
  private final double perDay;
  private final double[] employerShare;
  private final double[] employerEffect;
  private final double[] employerLevel;
  private final double[] skillPremium = new double[SKILLS];
  private final double[] weekdayEffect = new double[7];
  private final double residualSd;
  private final double shockSd;
  private final double weekend;
  private final double seasonal;
  private final double phase;
  private final double offerShare;
  private final double offerEffect;
  private final double newOfferShare;
  private final double mixTilt;
  private final int actor;
  private final double wrongCurrency;
  private final double growth;
  private final double newcomers;

  public SimulatedMarket(Design design, Event event, Draws draws) {
    this.design = design;
    this.draws = draws;
    this.event = event;
    int late = design.days();
    onset = FIRST_DAY + (int) draws.between(0.42 * late, 0.72 * late);
    direction = draws.chance(0.5) ? 1 : -1;
    size = draw(design.size());
    rampDays = event == Event.RAMP ? draw(design.rampDays()) : 0;
    perDay = draw(design.perDay());
    int employers = (int) Math.round(draw(design.employers()));
    employerShare = new double[employers];
    employerEffect = new double[employers];
    employerLevel = new double[employers];
    double zipf = draw(design.zipf());
    double effectSd = draw(design.employerSd());
    double sum = 0;
    for (int e = 0; e < employers; e++) {
      employerShare[e] = StrictMath.pow(e + 1, -zipf);
      sum += employerShare[e];
      employerEffect[e] = effectSd * draws.gaussian();
      employerLevel[e] = 0.3 * draws.gaussian();
    }
    for (int e = 0; e < employers; e++) {
      employerShare[e] /= sum;
    }
    for (int s = 0; s < SKILLS; s++) {
      skillPremium[s] = Math.max(0, 0.03 + 0.03 * draws.gaussian());
    }
    double weekdaySd = draw(design.weekdaySd());
    for (int d = 0; d < 7; d++) {
      weekdayEffect[d] = weekdaySd * draws.gaussian();
    }
    residualSd = draw(design.residualSd());
    shockSd = draw(design.shockSd());
    weekend = draw(design.weekend());
    seasonal = draw(design.seasonal());
    phase = draws.between(0, 2 * Math.PI);
    boolean source = event == Event.SOURCE;
    offerShare = source ? draws.between(0.02, 0.25) : draws.between(0, 0.4);
    newOfferShare = source ? draws.between(0.6, 0.9) : offerShare;
    double offer = source ? draws.between(0.10, 0.18) : draws.between(0, 0.08);
    offerEffect = source ? direction * offer : (draws.chance(0.5) ? offer : -offer);
    mixTilt = event == Event.MIX ? direction * draws.between(0.6, 1.2) : 0;
    actor = draws.below(Math.max(1, Math.min(3, employers)));
    boolean currency = event == Event.CURRENCY;
    wrongCurrency = currency ? direction * StrictMath.log(draws.between(5, 90)) : 0;
    boolean disclosure = event == Event.DISCLOSURE;
    growth = disclosure ? draws.between(1.8, 3) : 1;
    newcomers = disclosure ? direction * draws.between(0.15, 0.3) : 0;
  }

  private double draw(Design.Range range) {
    return draws.between(range.low(), range.high());
  }

  public Event event() {
    return event;
  }

  /** First day of what happens. */
  public int onset() {
    return onset;
  }

  public int direction() {
    return direction;
  }

  public int firstDay() {
    return FIRST_DAY;
  }

  public int endDay() {
    return FIRST_DAY + design.days();
  }

  /** The observations of a day; to be asked for in order, once each. */
  public Strata day(int day) {
    Strata.Collector collector = new Strata.Collector();
    int weekday = Math.floorMod(day + 3, 7);
    double volume = (weekday >= 5 ? weekend : 1) * 7 / (5 + 2 * weekend);
    int n = poisson(perDay * volume * (day >= onset ? growth : 1));
    double[] shocks = new double[employerShare.length];
    for (int e = 0; e < shocks.length; e++) {
      shocks[e] = shockSd * draws.gaussian();
    }
    double market =
        seasonal * StrictMath.sin(2 * Math.PI * day / 365.25 + phase)
            + weekdayEffect[weekday]
            + change(day);
    for (int i = 0; i < n; i++) {
      int e = pick(employerShare);
      double tilt = employerLevel[e] + (day >= onset ? mixTilt : 0) + (weekday >= 5 ? -0.2 : 0);
      int level = level(tilt);
      boolean offer = draws.chance(day >= onset ? newOfferShare : offerShare);
      double y = 0.25 * (level - 2) + employerEffect[e] + shocks[e] + market + noise();
      y += offer ? offerEffect : 0;
      if (event == Event.SINGLE_EMPLOYER && day >= onset && e == actor) {
        y += direction * Math.max(0.2, 4 * size);
      }
      if (event == Event.CURRENCY && day >= onset && draws.chance(WRONG_SHARE)) {
        y += wrongCurrency;
      }
      boolean newcomer = event == Event.DISCLOSURE && day >= onset && draws.chance(1 - 1 / growth);
      y += newcomer ? newcomers : 0;
      int skills = 0;
      for (int s = draws.below(5); s > 0; s--) {
        int skill = draws.below(SKILLS);
        int bit = Stratum.skill("skill:s" + skill);
        y += (skills & bit) == 0 ? skillPremium[skill] : 0;
        skills |= bit;
      }
      long key =
          Stratum.key(
              (newcomer ? employerShare.length + e : e) * 37 + 11,
              level + 2,
              offer ? 1 : 0,
              4,
              skills);
      collector.add(key, 1, Math.round(y * Strata.SCALE));
    }
    return collector.toStrata();
  }

  private double change(int day) {
    if (day < onset) {
      return 0;
    }
    return switch (event) {
      case SHIFT -> direction * size;
      case RAMP -> direction * size * Math.min(1, (day - onset + 1) / rampDays);
      case SPIKE -> day < onset + 2 ? direction * StrictMath.log(1.2) : 0;
      default -> 0;
    };
  }

  private double noise() {
    double z = draws.gaussian();
    if (design.heavyTails()) {
      double chi = 0;
      for (int i = 0; i < 4; i++) {
        double g = draws.gaussian();
        chi += g * g;
      }
      // Scaled to the standard deviation of the plain case.
      z /= StrictMath.sqrt(chi / 4) * StrictMath.sqrt(2);
      if (draws.chance(0.005)) {
        z += draws.between(-1, 1) * StrictMath.log(3) / residualSd;
      }
    }
    return residualSd * z;
  }

  private int level(double tilt) {
    double z = 2 + tilt + 1.1 * draws.gaussian();
    return (int) Math.max(0, Math.min(LEVELS - 1, Math.round(z)));
  }

  private int pick(double[] shares) {
    double u = draws.uniform();
    for (int i = 0; i < shares.length; i++) {
      u -= shares[i];
      if (u < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }

  private int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = draws.uniform();
    int n = 0;
    while (product > limit) {
      product *= draws.uniform();
      n++;
    }
    return n;
  }
}
