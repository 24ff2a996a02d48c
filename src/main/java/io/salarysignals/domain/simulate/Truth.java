package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.simulate.RoleProfile.Trait;
import java.util.ArrayList;
import java.util.List;

/** What is true behind a simulation. */
final class Truth {
  private final Scenario scenario;
  private final PayModel pay;

  /** True observations drawn, by role, place and level. */
  private final long[][][] drawn;

  Truth(Scenario scenario, PayModel pay) {
    this.scenario = scenario;
    this.pay = pay;
    drawn =
        new long[scenario.population().roles().size()][scenario.population().places().size()]
            [Level.values().length];
  }

  void count(int role, int place, Level level) {
    drawn[role][place][level.ordinal()]++;
  }

  /** Every market and level that was drawn at least once. */
  List<TrueMarket> markets() {
    List<TrueMarket> markets = new ArrayList<>();
    for (int role = 0; role < drawn.length; role++) {
      for (int place = 0; place < drawn[role].length; place++) {
        long all = 0;
        for (Level level : Level.values()) {
          all += drawn[role][place][level.ordinal()];
        }
        if (all > 0) {
          markets.add(of(role, place, null, all));
          for (Level level : Level.values()) {
            if (drawn[role][place][level.ordinal()] > 0) {
              markets.add(of(role, place, level, drawn[role][place][level.ordinal()]));
            }
          }
        }
      }
    }
    return markets;
  }

  private TrueMarket of(int role, int place, Level level, long observations) {
    RoleProfile profile = scenario.population().roles().get(role);
    Place where = scenario.population().places().get(place);
    Mixture mixture = new Mixture(scenario.pay().sigma());
    for (Level each : level == null ? Level.values() : new Level[] {level}) {
      List<Trait> traits = new ArrayList<>(profile.skills());
      traits.addAll(profile.certifications());
      traits.removeIf(t -> t.premium() == 0);
      spread(mixture, traits, 0, pay.logBase(role, place, each, -1, 0), PayModel.levelShare(each));
    }
    Level any = level == null ? Level.MID : level;
    double growth =
        scenario.logChange(role, place, any, -1, scenario.days())
            - scenario.logChange(role, place, any, -1, 0);
    return new TrueMarket(
        profile.role(),
        where.region(),
        level,
        where.currency(),
        observations,
        StrictMath.exp(mixture.median()),
        StrictMath.exp(mixture.logMeanExp()),
        StrictMath.exp(mixture.mean()),
        growth);
  }

  private static void spread(
      Mixture mixture, List<Trait> traits, int next, double mean, double weight) {
    if (next == traits.size()) {
      mixture.add(mean, weight);
      return;
    }
    Trait trait = traits.get(next);
    spread(mixture, traits, next + 1, mean + trait.premium(), weight * trait.share());
    spread(mixture, traits, next + 1, mean, weight * (1 - trait.share()));
  }
}
