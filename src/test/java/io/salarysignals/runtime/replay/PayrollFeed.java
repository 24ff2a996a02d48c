package io.salarysignals.runtime.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Payrolls as JSON Lines, and the truth behind them: one role with the same people month after
 * month, one with others each day. Changes hit what was reported before.
 */
final class PayrollFeed {
  /** First day of the first window of 28 days, epoch days. */
  static final long FIRST_DAY = 28 * 700;

  /** Euros per US dollar. */
  static final double EUROS = 0.9;

  static final List<String> ROLES = List.of("data-engineer", "backend-engineer");
  private static final String[] COUNTRIES = {"US", "DE", "FR"};
  private static final String[] LEVELS = {"MID", "SENIOR", "LEAD"};

  /** One person's pay in US dollars. */
  record Person(int id, int employer, String role, String country, String level, double pay) {
    Person withoutLevel() {
      return new Person(id, employer, role, country, "", pay);
    }
  }

  /** A report that counts. */
  private record Report(String id, int version, long day, Person person) {}

  private final Random random;
  private final List<Report> live = new ArrayList<>();
  private final List<Person> panel = new ArrayList<>();
  private int next;
  private int observations;

  PayrollFeed(long seed) {
    System.out.println("seed " + seed);
    random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      panel.add(somebody(ROLES.get(0)));
    }
  }

  static List<String> rates() {
    return List.of(
        "{\"currency\":\"EUR\",\"unitsPerUsd\":0.9,\"effectiveAt\":\""
            + Instant.ofEpochSecond((FIRST_DAY - 1) * 86_400)
            + "\"}");
  }

  /** The reports of a window, in order of time. */
  List<String> days(int window) {
    if (window > 0) {
      int turnover = window % 2 == 0 ? 60 : 1 + random.nextInt(3);
      for (int i = 0; i < turnover; i++) {
        panel.set(random.nextInt(panel.size()), somebody(ROLES.get(0)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 28; d++) {
      long day = FIRST_DAY + 28L * window + d;
      for (int i = d; i < panel.size(); i += 28) {
        lines.add(report(panel.get(i), day));
      }
      for (int i = 0; i < 14; i++) {
        lines.add(report(somebody(ROLES.get(1)), day));
      }
    }
    return lines;
  }

  /** Late reports, corrections of pay and level, and retractions, in the first windows. */
  List<String> changes(int times, int windows) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < times) {
      int at = random.nextInt(live.size());
      if (live.get(at).day() >= FIRST_DAY + 28L * windows) {
        continue;
      }
      Report old = live.get(at);
      Person p = old.person();
      switch (random.nextInt(4)) {
        case 0 -> lines.add(report(somebody(p.role()), old.day()));
        case 1 -> {
          live.remove(at);
          lines.add(
              "{\"observationId\":\"%s\",\"version\":%d,\"eventType\":\"RETRACTED\"}"
                  .formatted(old.id(), old.version() + 1));
        }
        case 2 -> {
          double pay = Math.round(p.pay() * (0.8 + 0.6 * random.nextDouble()));
          replace(
              lines,
              at,
              old,
              new Person(p.id(), p.employer(), p.role(), p.country(), p.level(), pay));
        }
        default ->
            replace(
                lines,
                at,
                old,
                new Person(p.id(), p.employer(), p.role(), p.country(), level(), p.pay()));
      }
    }
    return lines;
  }

  /** Who is in a cell's window of 28 days now. */
  Set<Person> in(String role, String region, String facet, long end) {
    return live.stream()
        .filter(r -> r.day() >= end - 28 && r.day() < end)
        .map(Report::person)
        .filter(
            p ->
                p.role().equals(role)
                    && (region.equals("WORLD") || region.equals(p.country()))
                    && (facet.equals("all")
                        || facet.equals("level:" + p.level().toLowerCase(Locale.ROOT))))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void replace(List<String> lines, int at, Report old, Person person) {
    Report report = new Report(old.id(), old.version() + 1, old.day(), person);
    live.set(at, report);
    lines.add(line(report, "CORRECTED"));
  }

  private String report(Person person, long day) {
    Report report = new Report("o" + observations++, 1, day, person);
    live.add(report);
    return line(report, "NEW");
  }

  private static String line(Report r, String type) {
    Person p = r.person();
    boolean dollars = p.country().equals("US");
    return String.format(
        Locale.ROOT,
        "{\"observationId\":\"%s\",\"version\":%d,\"eventType\":\"%s\",\"observedAt\":\"%s\","
            + "\"sourceId\":\"payroll\",\"sourceType\":\"PAYROLL\",\"employer\":\"Firm %d\","
            + "\"title\":\"%s\",\"level\":\"%s\",\"region\":\"%s\",\"currency\":\"%s\","
            + "\"payPeriod\":\"YEAR\",\"amount\":%.2f}",
        r.id(),
        r.version(),
        type,
        Instant.ofEpochSecond(r.day() * 86_400 + 43_200),
        p.employer(),
        p.role().equals(ROLES.get(0)) ? "Data Engineer" : "Backend Engineer",
        p.level(),
        p.country(),
        dollars ? "USD" : "EUR",
        dollars ? p.pay() : p.pay() * EUROS);
  }

  private Person somebody(String role) {
    double pay = Math.exp(11.4 + 0.6 * (random.nextDouble() + random.nextDouble() - 1));
    return new Person(
        next++,
        (int) (60 * Math.pow(random.nextDouble(), 1.5)),
        role,
        COUNTRIES[(int) (3 * Math.pow(random.nextDouble(), 2))],
        level(),
        Math.round(pay));
  }

  private String level() {
    return LEVELS[(int) (3 * Math.pow(random.nextDouble(), 1.5))];
  }
}
