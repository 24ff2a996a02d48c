package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.simulate.Scenario.Faults;
import io.salarysignals.domain.simulate.Scenario.Focus;
import io.salarysignals.domain.simulate.Scenario.Pay;
import io.salarysignals.domain.simulate.Scenario.Population;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The named scenarios. */
public final class Scenarios {
  /** Observations of the demo's focus market within any 28 days. */
  public static final int DEMO_FOCUS = 305;

  private static final long START = LocalDate.of(2026, 1, 5).toEpochDay();
  private static final Faults LIVELY =
      new Faults(20, 0.01, 0.01, 0.003, 0.002, 0.1, 0.005, 2, 0.001, 0.15, 0.3, 0.2);
  private static final Map<String, Scenario> ALL = new LinkedHashMap<>();
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    add(
        "steady",
        "12 roles, 10 states, no faults, no trend: the published truth is the figure to hit",
        60,
        20_000,
        people(12, PlaceCatalogue.states().subList(0, 10), 400, "survey", 0, 0),
        new Pay(0.28, 0.15, 0, 0),
        Faults.none(),
        null,
        PayShift.NONE);
    add(
        "messy",
        "24 roles, all places and currencies, every fault there is: for correctness",
        120,
        30_000,
        people(24, PlaceCatalogue.all(), 1_500, "mixed", 0.2, 0.1),
        new Pay(0.32, 0.20, 0.15, 0.10),
        new Faults(180, 0.02, 0.02, 0.01, 0.01, 0.3, 0.03, 20, 0.01, 0.4, 0.5, 0.4),
        null,
        PayShift.growth(0.03));
    add(
        "us-tech",
        "20 roles in the United States and its states, light faults, slow growth",
        400,
        120_000,
        people(20, PlaceCatalogue.unitedStates(), 3_000, "us-tech", 0, 0.1),
        new Pay(0.28, 0.20, 0.12, 0),
        LIVELY,
        null,
        PayShift.growth(0.035));
    add(
        "demo",
        "what the demo shows: 16 roles, all places, and a steady stream of one lead market",
        90,
        60_000,
        people(16, PlaceCatalogue.all(), 1_200, "demo", 0.1, 0.05),
        new Pay(0.26, 0.15, 0.10, 0.05),
        LIVELY,
        new Focus(0, Level.LEAD, "US", DEMO_FOCUS / 28.0),
        PayShift.growth(0.03));
    change(
        "demo",
        List.of(
            new Repricing(2, "US", 35, 28, 0.15),
            new Repricing(1, "US", 65, 0, 0.12),
            new Repricing(4, "US", 60, 4, 0.20)),
        flow(
            120,
            List.of(
                new DemandShift(1, "US", 62, 1.8, null, 0, null),
                new DemandShift(3, "US", 62, 1, "LLM", 0.45, "AI_STRATEGY"))));
    add(
        "postings",
        "8 roles in the United States; postings flap, move and are taken back; headcount grows in"
            + " one role, another evolves, a third does both",
        126,
        4_000,
        people(8, PlaceCatalogue.unitedStates(), 600, "postings", 0, 0),
        new Pay(0.26, 0.15, 0, 0),
        LIVELY,
        null,
        PayShift.NONE);
    change(
        "postings",
        List.of(),
        flow(
            120,
            List.of(
                new DemandShift(0, "US", 84, 1.8, null, 0, null),
                new DemandShift(1, "US", 84, 1, "LLM", 0.45, "AI_STRATEGY"),
                new DemandShift(2, "US", 84, 1.8, "LLM", 0.45, "AI_STRATEGY"))));
    add(
        "repricing",
        "6 roles in the United States; pay shifts up in one, down in another, spikes in a"
            + " third, and goes up for weeks and back in a fourth: for alerts",
        150,
        40_000,
        people(6, PlaceCatalogue.unitedStates(), 300, "repricing", 0, 0),
        new Pay(0.26, 0.15, 0, 0),
        LIVELY,
        null,
        PayShift.growth(0.02));
    change(
        "repricing",
        List.of(
            new Repricing(0, "US", 70, 0, 0.10),
            new Repricing(1, "US", 90, 0, -0.10),
            new Repricing(2, "US", 80, 4, 0.20),
            new Repricing(3, "US", 60, 35, 0.15)),
        null);
    add(
        "clustered",
        "2 roles in one state, 25 employers of like size, a third of the variance between"
            + " employers: for the coverage of intervals",
        28,
        2_000,
        new Population(
            RoleCatalogue.first(2),
            0,
            List.of(PlaceCatalogue.of("US-CA")),
            25,
            0.3,
            0,
            0,
            0,
            0,
            "clustered"),
        new Pay(0.30, 0.33, 0, 0),
        Faults.none(),
        null,
        PayShift.NONE);
    add(
        "protected",
        "payroll of few large employers: for the protected profile of the gate",
        180,
        30_000,
        new Population(
            RoleCatalogue.first(8),
            0.8,
            PlaceCatalogue.states().subList(0, 6),
            60,
            1.2,
            0,
            0,
            1,
            0,
            "protected"),
        new Pay(0.25, 0.30, 0, 0.5),
        LIVELY,
        null,
        PayShift.growth(0.02));
  }

  private Scenarios() {}

  public static Set<String> names() {
    return ALL.keySet();
  }

  /** One line on what a scenario is for. */
  public static String meaning(String name) {
    named(name);
    return MEANINGS.get(name);
  }

  /**
   * The scenario of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Scenario named(String name) {
    Scenario scenario = ALL.get(name);
    if (scenario == null) {
      throw new IllegalArgumentException("no scenario '" + name + "'; choose one of " + names());
    }
    return scenario;
  }

  private static Population people(
      int roles, List<Place> places, int employers, String source, double posted, double payroll) {
    boolean abroad = places.stream().anyMatch(p -> !p.country().equals("US"));
    return new Population(
        RoleCatalogue.first(roles),
        1.0,
        places,
        employers,
        0.8,
        posted > 0 ? 0.05 : 0,
        posted,
        payroll,
        abroad ? 0.03 : 0,
        source);
  }

  private static void change(String name, List<Repricing> repricings, Postings flow) {
    ALL.computeIfPresent(
        name, (key, scenario) -> scenario.withRepricings(repricings).withPostings(flow));
  }

  /** Postings as boards have them: two weeks to three open, some flapping, some taken back. */
  private static Postings flow(double perDay, List<DemandShift> shifts) {
    return new Postings(perDay, 18, 0.4, 0.3, 0.05, 0.1, 0.05, 0.4, 0.01, 0.005, 0.02, shifts);
  }

  private static void add(
      String name,
      String meaning,
      int days,
      int observations,
      Population population,
      Pay pay,
      Faults faults,
      Focus focus,
      PayShift shift) {
    ALL.put(
        name, new Scenario(name, START, days, observations, population, pay, faults, focus, shift));
    MEANINGS.put(name, meaning);
  }
}
