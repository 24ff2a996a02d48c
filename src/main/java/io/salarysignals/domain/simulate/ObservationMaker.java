package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.simulate.Scenario.Focus;
import io.salarysignals.domain.simulate.Scenario.Population;
import java.util.ArrayList;
import java.util.List;

/** Makes true observations: what an honest source would send. */
final class ObservationMaker {
  private static final String LABEL = "simulated-";

  private final Scenario scenario;
  private final PayModel pay;
  private final FxPath fx;
  private final Truth truth;
  private final Weights roles;
  private final Weights places;
  private final Weights employers;

  ObservationMaker(Scenario scenario, PayModel pay, FxPath fx, Truth truth) {
    this.scenario = scenario;
    this.pay = pay;
    this.fx = fx;
    this.truth = truth;
    Population people = scenario.population();
    roles = Weights.zipf(people.roles().size(), people.roleZipf());
    places = Weights.of(people.places().size(), i -> people.places().get(i).weight());
    employers =
        people.employers() == 0 ? null : Weights.zipf(people.employers(), people.employerZipf());
  }

  /** Somebody in any market but the focus. */
  Draft anybody(String id, long observedAt, Draws draws) {
    return anywhere(id, observedAt, true, draws);
  }

  /** As {@link #anybody}, for a record that will not count: the truth does not know of it. */
  Draft anybodyUncounted(String id, long observedAt, Draws draws) {
    return anywhere(id, observedAt, false, draws);
  }

  private Draft anywhere(String id, long observedAt, boolean counts, Draws draws) {
    Focus focus = scenario.focus();
    int role;
    int place;
    Level level;
    do {
      role = roles.draw(draws);
      place = places.draw(draws);
      level = PayModel.drawLevel(draws);
    } while (focus != null
        && role == focus.role()
        && level == focus.level()
        && scenario.population().places().get(place).country().equals(focus.country()));
    if (counts) {
      truth.count(role, place, level);
    }
    return make(id, observedAt, role, place, level, false, draws);
  }

  /** Somebody in the focus market, somewhere in its country. */
  Draft inFocus(String id, long observedAt, Draws draws) {
    Focus focus = scenario.focus();
    int place;
    do {
      place = places.draw(draws);
    } while (!scenario.population().places().get(place).country().equals(focus.country()));
    truth.count(focus.role(), place, focus.level());
    return make(id, observedAt, focus.role(), place, focus.level(), true, draws);
  }

  /**
   * @param plain whether the record is PAID and says its level
   */
  private Draft make(
      String id, long observedAt, int role, int place, Level level, boolean plain, Draws draws) {
    Population people = scenario.population();
    RoleProfile profile = people.roles().get(role);
    Place where = people.places().get(place);

    Draft draft = new Draft();
    draft.id = id;
    draft.observedAt = observedAt;
    draft.sourceType = sourceType(plain, draws);
    draft.sourceId = LABEL + people.source();
    int employer =
        employers == null || draws.chance(people.anonymous()) ? -1 : employers.draw(draws);
    draft.employer = employer < 0 ? null : employerName(employer);
    write(draft, profile.title(), level, plain, draws);
    draft.region = where.region();
    if (draws.chance(scenario.faults().locationText())) {
      draft.region = null;
      draft.location = where.location();
    }

    List<String> skills = new ArrayList<>();
    List<String> certifications = new ArrayList<>();
    double premium = PayModel.drawTraits(profile.skills(), skills, draws);
    premium += PayModel.drawTraits(profile.certifications(), certifications, draws);
    draft.skills = List.copyOf(skills);
    draft.certifications = List.copyOf(certifications);
    draft.experienceYears =
        StrictMath.rint(10 * (level.ordinal() * 2.5 + draws.exponential(2))) / 10;
    draft.remote = draws.chance(0.35);

    double daysIn = observedAt / 86_400_000.0 - scenario.startDay();
    double annual = pay.draw(role, place, level, employer, daysIn, premium, draws);
    pay(draft, where, annual, draws);
    return draft;
  }

  private SourceType sourceType(boolean plain, Draws draws) {
    double u = draws.uniform();
    Population people = scenario.population();
    if (u < people.payroll()) {
      return SourceType.PAYROLL;
    }
    if (!plain && u < people.payroll() + people.posted()) {
      return SourceType.POSTED;
    }
    return draws.chance(0.25) ? SourceType.OFFER : SourceType.SELF_REPORTED;
  }

  private void write(Draft draft, String title, Level level, boolean plain, Draws draws) {
    boolean inTitle = Titles.says(level) && draws.chance(scenario.faults().levelInTitle());
    draft.level = inTitle ? null : level;
    boolean wild = !plain && draws.chance(scenario.faults().wildTitles());
    draft.title = wild ? Titles.wild(title, level, draws) : Titles.plain(title, level);
  }

  private void pay(Draft draft, Place where, double annual, Draws draws) {
    draft.currency = where.currency();
    double stated = annual;
    if (!where.currency().equals("USD") && draws.chance(scenario.population().foreignPay())) {
      draft.currency = "USD";
      stated = annual / fx.unitsPerUsd(where.currency(), draft.observedAt);
    }
    double u = draws.uniform();
    Scenario.Pay shares = scenario.pay();
    draft.payPeriod =
        u < shares.hourly()
            ? PayPeriod.HOUR
            : u < shares.hourly() + shares.monthly() ? PayPeriod.MONTH : PayPeriod.YEAR;
    if (draft.payPeriod == PayPeriod.HOUR && draws.chance(0.2)) {
      draft.hoursPerWeek = 37.5;
    }
    if (draft.sourceType == SourceType.POSTED) {
      // A range about the figure: its midpoint is the pay that the truth speaks of.
      double half = draws.between(0.03, 0.18);
      draft.amountMin = Amounts.perPeriod(stated * (1 - half), draft.payPeriod, draft.hoursPerWeek);
      draft.amountMax = Amounts.perPeriod(stated * (1 + half), draft.payPeriod, draft.hoursPerWeek);
    } else {
      draft.amount = Amounts.perPeriod(stated, draft.payPeriod, draft.hoursPerWeek);
    }
  }

  static String employerName(int employer) {
    return "Simulated Employer " + (employer + 1);
  }
}
