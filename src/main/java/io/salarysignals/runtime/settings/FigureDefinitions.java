package io.salarysignals.runtime.settings;

import static io.salarysignals.runtime.settings.Keys.*;

import io.salarysignals.domain.gate.protect.ProtectedSettings;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Validator;

/** What decides the figures: intake, windows and the publication gate. */
final class FigureDefinitions {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Validator ANY = null;
  private static final Validator SHARE =
      Values.check(
          "share, above 0 and at most 1",
          text -> {
            double share = Double.parseDouble(text);
            if (!(share > 0 && share <= 1)) {
              throw new IllegalArgumentException("write a share above 0 and at most 1");
            }
            return share;
          });
  private static final Validator POSITIVE =
      Values.check(
          "amount above 0",
          text -> {
            double amount = Double.parseDouble(text);
            if (!(amount > 0) || Double.isInfinite(amount)) {
              throw new IllegalArgumentException("write an amount above 0");
            }
            return amount;
          });

  private FigureDefinitions() {}

  static void add(ConfigDef config) {
    intake(config);
    windows(config);
    demand(config);
    gate(config);
  }

  private static void intake(ConfigDef config) {
    Group g = new Group(config, "Intake");
    g.add(
        EMPLOYER_HASH_KEY_FILE,
        Type.STRING,
        "",
        ANY,
        "File with the secret, 32 bytes or more, that keys the hash of employer names. Required by run; must never change while state lives.");
    g.add(
        TAXONOMY_FILE,
        Type.STRING,
        "",
        ANY,
        "Tab-separated file of roles and aliases that extends the shipped taxonomy; empty: none.");
    g.add(
        SKILLS_FILE,
        Type.STRING,
        "",
        ANY,
        "Tab-separated file of skills, certifications and aliases that extends the shipped one; empty: none.");
    g.add(
        SKILLS_MAX_PER_RECORD,
        Type.INT,
        30,
        Range.between(0, 1000),
        "Skills and certifications counted per record: the first in canonical order; the excess is counted in a metric.");
    g.add(
        UNKNOWN_TITLES,
        Type.STRING,
        "keep",
        ValidString.in("keep", "other"),
        "Whether a title outside the taxonomy keeps its own slug or falls into the role other.");
    g.add(
        UNKNOWN_SKILLS,
        Type.STRING,
        "keep",
        ValidString.in("keep", "other"),
        "Whether a skill outside the list keeps its own id or falls into other.");
    g.add(
        PAY_MIN_USD,
        Type.DOUBLE,
        1000.0,
        POSITIVE,
        "Least plausible annual pay in US dollars; less is rejected as PAY_OUT_OF_RANGE.");
    g.add(
        PAY_MAX_USD,
        Type.DOUBLE,
        5_000_000.0,
        POSITIVE,
        "Greatest plausible annual pay in US dollars; more is rejected as PAY_OUT_OF_RANGE.");
    g.add(
        RECORD_MAX_BYTES,
        Type.STRING,
        "256KB",
        Values.bytes(1024),
        "Greatest size of an input value; a larger one is rejected as TOO_LARGE.");
    g.add(
        TEXT_MAX_LENGTH,
        Type.INT,
        512,
        Range.between(16, 100_000),
        "Greatest length of a text field, in characters; a longer one is rejected.");
    g.add(
        MAX_AHEAD,
        Type.STRING,
        "1d",
        Values.durationOrUnbounded(Duration.ZERO),
        "How far an observation may lie after its record was appended; beyond: TOO_FAR_AHEAD.");
    g.add(
        AS_OF,
        Type.STRING,
        "",
        Values.check("instant or date, or empty", Values::readInstant),
        "Observations after this instant are rejected as TOO_FAR_AHEAD; empty: no such bound.");
    g.add(
        DEAD_LETTERS_MAX_RATIO,
        Type.DOUBLE,
        0.05,
        SHARE,
        "Share of dead letters among records read past which the process stops, instead of draining a topic into dead-letters.");
    g.add(
        DEAD_LETTERS_MIN_COUNT,
        Type.LONG,
        1000L,
        Range.atLeast(1),
        "Records after which the share of dead letters among them is judged.");
  }

  private static void windows(ConfigDef config) {
    Group g = new Group(config, "Windows");
    g.add(
        HORIZONS,
        Type.STRING,
        "7:1,28:1,91:7,364:28",
        Values.check("days:step pairs, separated by commas", Values::readHorizons),
        "Length of each window in days, and the days between its ends on the grid of epoch days.");
    g.add(
        WINDOW_GRACE,
        Type.STRING,
        "1d",
        Values.duration(Duration.ZERO, null),
        "How far the watermark must be past a window's end before FINAL is said.");
    g.add(
        DISORDER_BOUND,
        Type.STRING,
        "1h",
        Values.duration(Duration.ZERO, null),
        "The watermark of a partition is its greatest accepted event time minus this.");
    g.add(
        RETENTION,
        Type.STRING,
        "400d",
        Values.durationOrUnbounded(DAY),
        "Event time behind the watermark within which a late record still counts; older: TOO_LATE.");
    g.add(
        IDLE_TIMEOUT,
        Type.STRING,
        "5m",
        Values.durationOrUnbounded(SECOND),
        "A partition without input for so long no longer holds back FINAL, while others have input.");
    g.add(
        EMIT_INTERVAL,
        Type.STRING,
        "1s",
        Values.duration(Duration.ofMillis(10), null),
        "Least time between two provisional events of one key.");
    g.add(
        ALERTS_MAX_AGE,
        Type.STRING,
        "14d",
        Values.duration(Duration.ZERO, null),
        "Alerts whose last evidence is older than this when they are told are historical.");
  }

  private static void demand(ConfigDef config) {
    Group g = new Group(config, "Demand");
    g.add(
        POSTING_GAP,
        Type.STRING,
        "7d",
        Values.duration(Duration.ZERO, null),
        "A posting that opens again no later than this after its end was never away.");
    g.add(
        POSTING_SILENCE,
        Type.STRING,
        "unbounded",
        Values.durationOrUnbounded(DAY),
        "A posting that nothing is heard of for so long has expired; for feeds that repeat what is open.");
    g.add(
        POSTING_VERSIONS_MAX,
        Type.INT,
        1000,
        Range.between(1, 1_000_000),
        "Versions kept of one posting; events beyond are rejected as TOO_LARGE.");
    g.add(
        POSTED_PAY,
        Type.STRING,
        "auto",
        ValidString.in("auto", "yes", "no"),
        "Whether FINAL trends of advertised pay wait for the postings; auto: where topologies names demand. Fixed while state lives.");
    g.add(
        DEMAND_INDEX_BASE,
        Type.STRING,
        "",
        Values.check("date, or empty", Values::readInstant),
        "Last day of the week in which the open index is 100; empty: the week 364 days before.");
    g.add(
        DEMAND_MIN_POSTINGS,
        Type.INT,
        10,
        Range.atLeast(1),
        "Least postings open at some time in a published window.");
    g.add(
        DEMAND_MIN_OPENINGS,
        Type.INT,
        30,
        Range.atLeast(1),
        "Least openings in a window for which shares of skills and scopes are told.");
    g.add(
        DEMAND_SKILLS_MAX,
        Type.INT,
        20,
        Range.between(0, 1000),
        "Most skills told of a window: those named most.");
    g.add(
        VACANCY_DAYS,
        Type.INT,
        60,
        Range.between(0, 3650),
        "Postings of one vacancy lie no further apart, in days.");
    g.add(
        VACANCY_GROUP_MAX,
        Type.INT,
        2000,
        Range.between(1, 100_000),
        "Most postings of one employer and role that are compared; in a larger group each is a vacancy.");
  }

  private static void gate(ConfigDef config) {
    Group g = new Group(config, "Publication gate");
    Validator count = Range.atLeast(1);
    g.add(
        GATE_PROFILE,
        Type.STRING,
        "open",
        ValidString.in("open", "protected"),
        "Profile of sources that gate.profile.sources does not name; pay of type POSTED is public and stays open.");
    g.add(
        GATE_PROFILE_SOURCES,
        Type.STRING,
        "",
        Values.check("sourceId=profile pairs, separated by commas", Values::readProfiles),
        "Profile per source, whatever its type: protected for employer-reported pay.");
    g.add(GATE_MIN_N, Type.INT, 30, count, "open: least observations of a published cell.");
    g.add(GATE_MIN_EMPLOYERS, Type.INT, 5, count, "open: least contributors of a published cell.");
    g.add(GATE_MAX_SHARE, Type.DOUBLE, 0.25, SHARE, "open: greatest share of one contributor.");
    g.add(
        GATE_MAX_TOP2_SHARE, Type.DOUBLE, 0.50, SHARE, "open: greatest share of two contributors.");
    g.add(
        GATE_TAIL_MIN_EMPLOYERS, Type.INT, 10, count, "open: least contributors for p10 and p90.");
    g.add(GATE_PROTECTED_MIN_N, Type.INT, 50, count, "protected: least observations.");
    g.add(
        GATE_PROTECTED_MIN_EMPLOYERS,
        Type.INT,
        10,
        Range.atLeast(ProtectedSettings.LEAST_QUANTUM),
        "protected: least contributors.");
    g.add(
        GATE_PROTECTED_MAX_SHARE,
        Type.DOUBLE,
        0.20,
        SHARE,
        "protected: greatest share of one contributor.");
    g.add(
        GATE_PROTECTED_MAX_TOP2_SHARE,
        Type.DOUBLE,
        0.35,
        SHARE,
        "protected: greatest share of two contributors.");
    g.add(
        GATE_PROTECTED_TAIL_MIN_EMPLOYERS,
        Type.INT,
        20,
        count,
        "protected: least contributors for p10 and p90.");
    g.add(
        GATE_PROTECTED_MIN_AGE_DAYS,
        Type.INT,
        28,
        Range.between(0, 3650),
        "protected: days from a window's end to the watermark before it is published.");
    g.add(
        GATE_PROTECTED_RELEASE_QUANTUM,
        Type.INT,
        10,
        Range.atLeast(ProtectedSettings.LEAST_QUANTUM),
        "protected: least contributors by which two releases differ, wherever they do.");
    g.add(
        GATE_PROTECTED_COMPARED_WINDOWS,
        Type.INT,
        13,
        Range.between(1, 1000),
        "protected: latest windows of 28 days that a release is compared with; older ones are not corrected.");
  }
}
