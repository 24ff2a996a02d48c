package io.salarysignals.domain.intake;

import static io.salarysignals.domain.intake.Reason.BAD_CURRENCY;
import static io.salarysignals.domain.intake.Reason.BAD_REGION;
import static io.salarysignals.domain.intake.Reason.BAD_VALUE;
import static io.salarysignals.domain.intake.Reason.MISSING_FIELD;
import static io.salarysignals.domain.intake.Reason.NO_FX_RATE;
import static io.salarysignals.domain.intake.Reason.PAY_OUT_OF_RANGE;
import static io.salarysignals.domain.intake.Reason.TOO_FAR_AHEAD;
import static io.salarysignals.domain.intake.Reason.TOO_LARGE;
import static io.salarysignals.domain.intake.Reason.TOO_LATE;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rules between an observation as written and the contribution it makes: validate, normalise,
 * convert. Pure: time, rates and dictionaries come in. One instance per thread.
 */
public final class Intake {
  private static final long STALE_AFTER_MILLIS = 45L * 86_400_000L;
  private static final long MIN_TIME = -62_135_596_800_000L; // 0001-01-01
  private static final long MAX_TIME = 253_402_300_799_999L; // 9999-12-31

  private static final int FACETS = 1 << 12;
  private static final String[] LEVEL_FACETS =
      Arrays.stream(Level.values()).map(Facet::level).toArray(String[]::new);

  private final IntakeRules rules;
  private final TitleNormaliser titles;
  private final RegionResolver regions;
  private final SkillNormaliser skills;
  private final EmployerHash employers;
  private final FxTable rates;
  private final BoundedCache<SkillFacet> skillFacets;
  private final BoundedCache<String> certificationFacets = new BoundedCache<>(FACETS, Facet::cert);

  public Intake(
      IntakeRules rules,
      TitleNormaliser titles,
      RegionResolver regions,
      SkillNormaliser skills,
      EmployerHash employers,
      FxTable rates) {
    this.rules = rules;
    this.titles = titles;
    this.regions = regions;
    this.skills = skills;
    this.employers = employers;
    this.rates = rates;
    this.skillFacets =
        new BoundedCache<>(FACETS, id -> new SkillFacet(Facet.skill(id), skills.isKnownSkill(id)));
  }

  /**
   * Either a contribution or the rule that was broken.
   *
   * @param unknownSkills how many of the contribution's skills are in no list
   */
  public record Result(Contribution contribution, Rejection rejection, int unknownSkills) {}

  private record SkillFacet(String name, boolean known) {}

  /** Checks what every event needs, retractions included; null when all is well. */
  public Rejection checkIdentity(Observation o) {
    if (o.id() == null || o.id().isEmpty()) {
      return new Rejection(MISSING_FIELD, "observationId", "give every observation an id");
    }
    if (o.id().length() > rules.maxTextLength()) {
      return new Rejection(TOO_LARGE, "observationId", "use at most " + rules.maxTextLength());
    }
    if (o.eventType() == null) {
      return new Rejection(BAD_VALUE, "eventType", "use NEW, CORRECTED or RETRACTED");
    }
    if (o.version() < 1) {
      return new Rejection(BAD_VALUE, "version", "versions start at 1");
    }
    return null;
  }

  /**
   * The contribution of an observation that is not a retraction.
   *
   * @param appendTime when the record was appended to the input topic, epoch ms
   * @param watermark the source partition's watermark, epoch ms; Long.MIN_VALUE where there is none
   */
  public Result admit(Observation o, long appendTime, long watermark) {
    Rejection missing = missing(o);
    if (missing != null) {
      return rejected(missing);
    }
    Rejection time = time(o.observedAt(), appendTime, watermark);
    if (time != null) {
      return rejected(time);
    }
    RegionPath place = regions.resolve(o.region(), o.location());
    if (place == null) {
      String field = o.region() != null ? "region" : "location";
      return reject(BAD_REGION, field, "use an ISO 3166-1 or 3166-2 code, or name a known place");
    }
    NormalisedTitle title = titles.normalise(o.title());
    if (title == null) {
      return reject(BAD_VALUE, "title", "nothing is left of the title after cleaning");
    }
    return withPay(o, place, title);
  }

  private Result withPay(Observation o, RegionPath place, NormalisedTitle title) {
    int flags = 0;
    double perPeriod;
    if (o.amount() != null) {
      perPeriod = o.amount();
    } else {
      if (!(o.amountMax() >= o.amountMin())) {
        return reject(BAD_VALUE, "amountMax", "amountMax lies below amountMin");
      }
      if (o.amountMin() <= 0 || o.amountMax() / o.amountMin() > AnnualPay.MAX_RANGE_RATIO) {
        return reject(PAY_OUT_OF_RANGE, "amountMax", "the range is wider than a factor of 2");
      }
      perPeriod = (o.amountMin() + o.amountMax()) / 2;
      flags |= Flag.RANGE_MIDPOINT.bit();
    }
    if (!Double.isFinite(perPeriod)) {
      return reject(BAD_VALUE, "amount", "the amount is not a finite number");
    }
    Double hours = o.payPeriod() == PayPeriod.HOUR ? o.hoursPerWeek() : null;
    if (hours != null && !(hours > 0 && hours <= 100)) {
      return reject(BAD_VALUE, "hoursPerWeek", "weekly hours lie above 0 and up to 100");
    }
    double y = perPeriod * AnnualPay.periodsPerYear(o.payPeriod(), hours);
    String market = regions.currencyOf(place.country());
    if (market == null) {
      return reject(BAD_REGION, "region", "no currency is known for " + place.country());
    }
    if (!regions.isCurrency(o.currency())) {
      return reject(BAD_CURRENCY, "currency", "use an ISO 4217 code");
    }
    double paidPerUsd = 1;
    double marketPerUsd = 1;
    if (!"USD".equals(o.currency())) {
      FxTable.Rate rate = rates.at(o.currency(), o.observedAt());
      if (rate == null) {
        return noRate(o.currency());
      }
      paidPerUsd = rate.unitsPerUsd();
      flags |= staleness(rate, o.observedAt());
    }
    if (!"USD".equals(market)) {
      FxTable.Rate rate = rates.at(market, o.observedAt());
      if (rate == null) {
        return noRate(market);
      }
      marketPerUsd = rate.unitsPerUsd();
      flags |= staleness(rate, o.observedAt());
    }
    double usd = y / paidPerUsd;
    double local = market.equals(o.currency()) ? y : usd * marketPerUsd;
    if (!rules.isBelievable(place.country(), usd)) {
      return reject(PAY_OUT_OF_RANGE, "amount", "the annual pay lies outside the bounds");
    }
    return contribution(o, place, title, market, local, usd, flags);
  }

  private Result contribution(
      Observation o,
      RegionPath place,
      NormalisedTitle title,
      String market,
      double local,
      double usd,
      int flags) {
    boolean isProtected = rules.isProtected(o.sourceId(), o.sourceType());
    int employer;
    if (o.employer() != null && !o.employer().isBlank()) {
      employer = employers.of(o.employer());
    } else {
      flags |= Flag.NO_EMPLOYER.bit();
      // A protected observation is hashed by its id: protected contributors must be countable.
      employer = isProtected ? employers.of(o.id()) : Contribution.ANONYMOUS;
    }
    if (isProtected) {
      employer += Contribution.PROTECTED;
    }
    String role = title.role();
    String family = title.family();
    if (!title.mapped()) {
      flags |= Flag.UNMAPPED_TITLE.bit();
      if (!rules.keepUnknownTitles()) {
        role = "other";
        family = null;
      }
    }
    Level level = o.level() != null ? o.level() : title.level();
    List<String> facets = new ArrayList<>(8);
    if (level != null) {
      facets.add(LEVEL_FACETS[level.ordinal()]);
    }
    List<String> skillIds = skills.skills(o.skills());
    List<String> certificationIds = skills.certifications(o.certifications());
    if (skillIds.size() > rules.maxFacets() || certificationIds.size() > rules.maxFacets()) {
      flags |= Flag.SKILLS_CUT.bit();
    }
    int unknown = 0;
    for (int i = 0; i < Math.min(skillIds.size(), rules.maxFacets()); i++) {
      SkillFacet facet = skillFacets.get(skillIds.get(i));
      facets.add(facet.name());
      unknown += facet.known() ? 0 : 1;
    }
    for (int i = 0; i < Math.min(certificationIds.size(), rules.maxFacets()); i++) {
      facets.add(certificationFacets.get(certificationIds.get(i)));
    }
    Pay inUsd = Pay.of(usd, "USD");
    Pay inMarket = "USD".equals(market) ? inUsd : Pay.of(local, market);
    int day = (int) Math.floorDiv(o.observedAt(), 86_400_000L);
    Contribution contribution =
        new Contribution(
            role,
            family,
            place,
            level,
            o.sourceType(),
            o.payPeriod(),
            day,
            market,
            inMarket,
            inUsd,
            employer,
            facets,
            flags);
    return new Result(contribution, null, unknown);
  }

  private Rejection missing(Observation o) {
    if (o.observedAt() == null) {
      return absent("observedAt");
    }
    if (o.sourceId() == null || o.sourceId().isBlank()) {
      return absent("sourceId");
    }
    if (o.sourceType() == null) {
      return absent("sourceType");
    }
    if (o.title() == null || o.title().isBlank()) {
      return absent("title");
    }
    if (isBlank(o.region()) && isBlank(o.location())) {
      return absent("region");
    }
    if (isBlank(o.currency())) {
      return absent("currency");
    }
    if (o.payPeriod() == null) {
      return absent("payPeriod");
    }
    if (o.amount() == null && (o.amountMin() == null || o.amountMax() == null)) {
      return absent("amount");
    }
    return tooLong(o);
  }

  private Rejection tooLong(Observation o) {
    int most = rules.maxTextLength();
    if (o.title().length() > most) {
      return new Rejection(TOO_LARGE, "title", "use at most " + most + " characters");
    }
    if (o.sourceId().length() > most) {
      return new Rejection(TOO_LARGE, "sourceId", "use at most " + most + " characters");
    }
    if (o.employer() != null && o.employer().length() > most) {
      return new Rejection(TOO_LARGE, "employer", "use at most " + most + " characters");
    }
    if (o.location() != null && o.location().length() > most) {
      return new Rejection(TOO_LARGE, "location", "use at most " + most + " characters");
    }
    return null;
  }

  private Rejection time(long observedAt, long appendTime, long watermark) {
    if (observedAt < MIN_TIME || observedAt > MAX_TIME) {
      return new Rejection(BAD_VALUE, "observedAt", "the time lies outside the years 1 to 9999");
    }
    if (rules.asOf() >= 0 && observedAt > rules.asOf()) {
      return new Rejection(TOO_FAR_AHEAD, "observedAt", "the observation lies after as.of");
    }
    if (rules.maxAheadMillis() >= 0 && observedAt > appendTime + rules.maxAheadMillis()) {
      return new Rejection(
          TOO_FAR_AHEAD, "observedAt", "the observation lies ahead of its record's append time");
    }
    if (rules.retentionMillis() >= 0
        && watermark != Long.MIN_VALUE
        && observedAt < watermark - rules.retentionMillis()) {
      return new Rejection(
          TOO_LATE,
          "observedAt",
          "the observation lies behind the watermark by over the retention");
    }
    return null;
  }

  private static int staleness(FxTable.Rate rate, long observedAt) {
    return observedAt - rate.effectiveAt() > STALE_AFTER_MILLIS ? Flag.STALE_FX.bit() : 0;
  }

  private static Result noRate(String currency) {
    return reject(
        NO_FX_RATE,
        "currency",
        "no rate of " + currency + " was in force; load it and ingest again");
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static Rejection absent(String field) {
    return new Rejection(MISSING_FIELD, field, "the field is required");
  }

  private static Result reject(Reason reason, String field, String detail) {
    return rejected(new Rejection(reason, field, detail));
  }

  private static Result rejected(Rejection rejection) {
    return new Result(null, rejection, 0);
  }
}
