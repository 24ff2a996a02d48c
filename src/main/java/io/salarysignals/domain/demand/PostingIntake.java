package io.salarysignals.domain.demand;

import static io.salarysignals.domain.intake.Reason.BAD_REGION;
import static io.salarysignals.domain.intake.Reason.BAD_VALUE;
import static io.salarysignals.domain.intake.Reason.MISSING_FIELD;
import static io.salarysignals.domain.intake.Reason.TOO_FAR_AHEAD;
import static io.salarysignals.domain.intake.Reason.TOO_LARGE;
import static io.salarysignals.domain.intake.Reason.TOO_LATE;

import io.salarysignals.domain.intake.BoundedCache;
import io.salarysignals.domain.intake.EmployerHash;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.intake.FxTable;
import io.salarysignals.domain.intake.Intake;
import io.salarysignals.domain.intake.IntakeRules;
import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.Observation;
import io.salarysignals.domain.intake.PlainText;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.domain.intake.RegionResolver;
import io.salarysignals.domain.intake.Rejection;
import io.salarysignals.domain.intake.SkillNormaliser;
import io.salarysignals.domain.intake.TitleNormaliser;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The rules between a posting event as written and the fact that is kept of it. Advertised pay goes
 * through {@link Intake}, as pay from any other source. Pure: time, rates and dictionaries come in.
 * One instance per thread.
 */
public final class PostingIntake {
  private static final long MIN_TIME = -62_135_596_800_000L; // 0001-01-01
  private static final long MAX_TIME = 253_402_300_799_999L; // 9999-12-31
  private static final int TITLE_KEYS = 1 << 14;
  private static final Comparator<RegionPath> BY_PLACE =
      Comparator.comparing(RegionPath::country)
          .thenComparing(p -> p.subdivision() == null ? "" : p.subdivision());

  private final IntakeRules rules;
  private final TitleNormaliser titles;
  private final RegionResolver regions;
  private final SkillNormaliser skills;
  private final EmployerHash employers;
  private final Intake pay;
  private final BoundedCache<Integer> titleKeys;

  public PostingIntake(
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
    this.pay = new Intake(rules, titles, regions, skills, employers, rates);
    this.titleKeys = new BoundedCache<>(TITLE_KEYS, this::computeTitleKey);
  }

  /**
   * A fact, or the rule that was broken.
   *
   * @param payRejection why the advertised pay of an admitted event does not count, or null
   */
  public record Result(PostingFact fact, Rejection rejection, Rejection payRejection) {}

  /** Checks what every event needs; null when all is well. */
  public Rejection checkIdentity(PostingEvent e) {
    if (e.id() == null || e.id().isEmpty()) {
      return new Rejection(MISSING_FIELD, "postingId", "give every posting an id");
    }
    if (e.id().length() > rules.maxTextLength()) {
      return new Rejection(TOO_LARGE, "postingId", "use at most " + rules.maxTextLength());
    }
    if (e.type() == null) {
      return new Rejection(BAD_VALUE, "eventType", "use one of the event types of postings");
    }
    if (e.version() < 1) {
      return new Rejection(BAD_VALUE, "version", "versions start at 1");
    }
    return null;
  }

  /**
   * The fact of an event.
   *
   * @param digest of the event's canonical content
   * @param appendTime when the record was appended to the input topic, epoch ms
   * @param watermark the source partition's watermark, epoch ms; Long.MIN_VALUE where there is none
   */
  public Result admit(PostingEvent e, long digest, long appendTime, long watermark) {
    Rejection broken = time(e, appendTime, watermark);
    if (broken == null) {
      broken = corrects(e);
    }
    if (broken != null) {
      return new Result(null, broken, null);
    }
    int corrects = e.correctsVersion() == null ? 0 : e.correctsVersion();
    long end = e.validThrough() == null ? PostingFact.NO_END : e.validThrough();
    boolean ends =
        e.type() == PostingEventType.CLOSED
            || e.type() == PostingEventType.EXPIRED
            || e.type() == PostingEventType.RETRACTED;
    if (ends || (isBlank(e.title()) && e.type() != PostingEventType.OPENED)) {
      return new Result(
          new PostingFact(
              e.version(), e.type(), e.eventAt(), corrects, digest, false, end, null, null),
          null,
          null);
    }
    return described(e, digest, corrects, end, appendTime);
  }

  private Result described(PostingEvent e, long digest, int corrects, long end, long appendTime) {
    Rejection broken = texts(e);
    if (broken != null) {
      return new Result(null, broken, null);
    }
    List<RegionPath> places = places(e);
    if (places == null) {
      return reject(BAD_REGION, "region", "use ISO 3166-1 or 3166-2 codes, or name a known place");
    }
    NormalisedTitle title = titles.normalise(e.title());
    if (title == null) {
      return reject(BAD_VALUE, "title", "nothing is left of the title after cleaning");
    }
    AdvertisedPay advertised = null;
    Rejection payRejection = null;
    boolean paid = isPaid(e.salary());
    if (paid) {
      Intake.Result result = pay.admit(observation(e, places), appendTime, Long.MIN_VALUE);
      payRejection = result.rejection();
      advertised = payRejection == null ? advertised(e.salary(), result.contribution()) : null;
    }
    PostingAttributes attributes = attributes(e, places, title, paid);
    return new Result(
        new PostingFact(
            e.version(),
            e.type(),
            e.eventAt(),
            corrects,
            digest,
            false,
            end,
            attributes,
            advertised),
        null,
        payRejection);
  }

  private PostingAttributes attributes(
      PostingEvent e, List<RegionPath> places, NormalisedTitle title, boolean paid) {
    int flags = 0;
    boolean mapped = title.mapped();
    String role = title.role();
    String family = title.family();
    if (!mapped) {
      flags |= Flag.UNMAPPED_TITLE.bit();
      if (!rules.keepUnknownTitles()) {
        role = "other";
        family = null;
      }
    }
    List<String> ids = skills.skills(e.skills() == null ? List.of() : e.skills());
    if (ids.size() > rules.maxFacets()) {
      flags |= Flag.SKILLS_CUT.bit();
      ids = ids.subList(0, rules.maxFacets());
    }
    int employer = PostingAttributes.NO_EMPLOYER;
    if (isBlank(e.employer())) {
      flags |= Flag.NO_EMPLOYER.bit();
    } else {
      employer = employers.wide(e.employer());
      employer = employer == PostingAttributes.NO_EMPLOYER ? -2 : employer;
    }
    return new PostingAttributes(
        role,
        family,
        e.level() != null ? e.level() : title.level(),
        places,
        List.copyOf(ids),
        Scope.bits(e.responsibilityTags()),
        employer,
        titleKeys.get(e.title()),
        e.fingerprint() == null ? 0 : e.fingerprint(),
        paid,
        flags);
  }

  private int computeTitleKey(String title) {
    return String.join(" ", PlainText.words(PlainText.fold(title, rules.maxTextLength())))
        .hashCode();
  }

  /** Where the posting is, ascending and without repeats; null where a place is unknown. */
  private List<RegionPath> places(PostingEvent e) {
    if (e.regions() == null || e.regions().isEmpty()) {
      RegionPath place = regions.resolve(e.region(), e.location());
      return place == null ? null : List.of(place);
    }
    List<RegionPath> places = new ArrayList<>(e.regions().size());
    for (String region : e.regions()) {
      RegionPath place = region == null ? null : regions.resolve(region, null);
      if (place == null) {
        return null;
      }
      if (!places.contains(place)) {
        places.add(place);
      }
    }
    places.sort(BY_PLACE);
    return List.copyOf(places);
  }

  /**
   * Where the pay of a posting counts: its place; for several places of one country the country;
   * for several countries the first of them, because pay in one currency is one observation.
   */
  private static RegionPath payPlace(List<RegionPath> places) {
    return places.size() == 1 ? places.get(0) : new RegionPath(places.get(0).country(), null);
  }

  private static Observation observation(PostingEvent e, List<RegionPath> places) {
    PostingEvent.Salary salary = e.salary();
    boolean range = salary.min() != null && salary.max() != null;
    boolean point = range && salary.min().equals(salary.max());
    Double amount = salary.min() != null ? salary.min() : salary.max();
    return new Observation(
        e.id(),
        e.version(),
        EventType.NEW,
        e.eventAt(),
        isBlank(e.sourceId()) ? "posting" : e.sourceId(),
        SourceType.POSTED,
        e.employer(),
        e.title(),
        e.level(),
        payPlace(places).mostSpecific(),
        null,
        salary.currency(),
        salary.period(),
        range && !point ? null : amount,
        range && !point ? salary.min() : null,
        range && !point ? salary.max() : null,
        null,
        List.of(),
        List.of());
  }

  private static AdvertisedPay advertised(PostingEvent.Salary salary, Contribution c) {
    long stated =
        Objects.hash(salary.currency(), salary.period().ordinal()) * 0x9E3779B97F4A7C15L
            + Objects.hash(salary.min(), salary.max()) * 0xC2B2AE3D27D4EB4FL;
    return new AdvertisedPay(
        stated,
        c.place(),
        c.payPeriod(),
        c.currency(),
        c.local(),
        c.usd(),
        c.employer(),
        c.flags());
  }

  private static boolean isPaid(PostingEvent.Salary salary) {
    return salary != null && (salary.min() != null || salary.max() != null);
  }

  private static Rejection corrects(PostingEvent e) {
    boolean names = e.correctsVersion() != null;
    if (e.type() == PostingEventType.CORRECTED && !names) {
      return new Rejection(MISSING_FIELD, "correctsVersion", "name the version that is corrected");
    }
    boolean may = e.type() == PostingEventType.CORRECTED || e.type() == PostingEventType.RETRACTED;
    if (may && names && (e.correctsVersion() < 1 || e.correctsVersion() >= e.version())) {
      return new Rejection(BAD_VALUE, "correctsVersion", "name an earlier version");
    }
    return null;
  }

  private Rejection texts(PostingEvent e) {
    if (isBlank(e.title())) {
      return new Rejection(MISSING_FIELD, "title", "the field is required");
    }
    if (isBlank(e.region())
        && isBlank(e.location())
        && (e.regions() == null || e.regions().isEmpty())) {
      return new Rejection(MISSING_FIELD, "region", "the field is required");
    }
    int most = rules.maxTextLength();
    String[] names = {"title", "sourceId", "employer", "location"};
    String[] values = {e.title(), e.sourceId(), e.employer(), e.location()};
    for (int i = 0; i < names.length; i++) {
      if (values[i] != null && values[i].length() > most) {
        return new Rejection(TOO_LARGE, names[i], "use at most " + most + " characters");
      }
    }
    if (e.regions() != null && e.regions().size() > rules.maxFacets()) {
      return new Rejection(TOO_LARGE, "regions", "use at most " + rules.maxFacets() + " places");
    }
    return null;
  }

  private Rejection time(PostingEvent e, long appendTime, long watermark) {
    if (e.eventAt() == null) {
      return new Rejection(MISSING_FIELD, "eventAt", "the field is required");
    }
    long at = e.eventAt();
    if (at < MIN_TIME || at > MAX_TIME) {
      return new Rejection(BAD_VALUE, "eventAt", "the time lies outside the years 1 to 9999");
    }
    if (rules.asOf() >= 0 && at > rules.asOf()) {
      return new Rejection(TOO_FAR_AHEAD, "eventAt", "the event lies after as.of");
    }
    if (rules.maxAheadMillis() >= 0 && at > appendTime + rules.maxAheadMillis()) {
      return new Rejection(
          TOO_FAR_AHEAD, "eventAt", "the event lies ahead of its record's append time");
    }
    if (rules.retentionMillis() >= 0
        && watermark != Long.MIN_VALUE
        && at < watermark - rules.retentionMillis()) {
      return new Rejection(
          TOO_LATE, "eventAt", "the event lies behind the watermark by over the retention");
    }
    return null;
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static Result reject(Reason reason, String field, String detail) {
    return new Result(null, new Rejection(reason, field, detail), null);
  }
}
