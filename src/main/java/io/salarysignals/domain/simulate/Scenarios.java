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
