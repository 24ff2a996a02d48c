package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.simulate.RoleProfile.Trait;
import java.util.List;

/**
 * Pay in the simulated world: log annual pay is the sum of role, place, level, skill premiums,
 * shift, employer effect and a personal rest, the last two normal. So every market is a finite
 * mixture of lognormals and its true median and mean follow exactly ({@link TrueMarket}).
 */
final class PayModel {
  private static final double[] LEVEL_EFFECT = {-0.75, -0.30, 0, 0.22, 0.34, 0.48, 0.75};
  private static final double[] LEVEL_SHARE = {0.03, 0.18, 0.32, 0.30, 0.09, 0.06, 0.02};
  private static final Weights LEVELS = Weights.of(LEVEL_SHARE.length, i -> LEVEL_SHARE[i]);

  private final Scenario scenario;
  private final double[] employerEffects;
  private final double personalSigma;

  PayModel(Scenario scenario, Draws draws) {
    this.scenario = scenario;
    double variance = scenario.pay().sigma() * scenario.pay().sigma();
    double between = StrictMath.sqrt(variance * scenario.pay().icc());
    personalSigma = StrictMath.sqrt(variance * (1 - scenario.pay().icc()));
    employerEffects = new double[scenario.population().employers()];
    for (int i = 0; i < employerEffects.length; i++) {
      employerEffects[i] = between * draws.gaussian();
    }
  }

  static Level drawLevel(Draws draws) {
    return Level.of(LEVELS.draw(draws));
  }

  static double levelShare(Level level) {
    return LEVELS.share(level.ordinal());
  }

  /** Log of the median annual pay without any skill, in the currency of the place at parity. */
  double logBase(int role, int place, Level level, int employer, double daysIn) {
    Place where = scenario.population().places().get(place);
    return StrictMath.log(scenario.population().roles().get(role).usPay())
        + StrictMath.log(where.payFactor() * where.unitsPerUsd())
        + LEVEL_EFFECT[level.ordinal()]
        + scenario.logChange(role, place, level, employer, daysIn);
  }

  /**
   * Annual pay of one person.
   *
   * @param employer index, or -1 for a person whose employer is known to nobody
   * @param premium sum of the person's skill premiums
   */
  double draw(
      int role, int place, Level level, int employer, double daysIn, double premium, Draws draws) {
    double rest = personalSigma * draws.gaussian();
    double effect =
        employer < 0
            ? StrictMath.sqrt(scenario.pay().icc()) * scenario.pay().sigma() * draws.gaussian()
            : employerEffects[employer];
    return StrictMath.exp(logBase(role, place, level, employer, daysIn) + premium + effect + rest);
  }

  /** Draws who has what, and returns the sum of the premiums. */
  static double drawTraits(List<Trait> traits, List<String> names, Draws draws) {
    double premium = 0;
    for (Trait trait : traits) {
      if (draws.chance(trait.share())) {
        names.add(trait.name());
        premium += trait.premium();
      }
    }
    return premium;
  }
}
