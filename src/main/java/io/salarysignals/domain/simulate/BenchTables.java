package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.simulate.RoleProfile.Trait;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Everything of the bench load that is made once: names, popularity, pay factors. */
final class BenchTables {
  private static final double[] LEVEL_EFFECT = {-0.75, -0.30, 0, 0.22, 0.34, 0.48, 0.75};
  private static final int[] LEVEL_SHARE_256 = {8, 46, 82, 77, 23, 15, 5};
  private static final String[] LEVEL_WORDS = {
    "Intern ", "Junior ", "", "Senior ", "Lead ", "Principal ", ""
  };
  private static final String[] SPECIALITIES = {
    "Payments",
    "Search",
    "Platform",
    "Logistics",
    "Pricing",
    "Insurance",
    "Energy",
    "Mapping",
    "Imaging",
    "Telecom",
    "Genomics",
    "Robotics"
  };

  final String[] titles;
  final Place[] places;
  final String[] employers;
  final String[] skills;
  final int[] marketOfRank;
  final AliasTable markets;
  final AliasTable employerSizes;
  final int[] levels = new int[256];
  final double[] rolePay;
  final double[] placePay;
  final double[] levelPay = new double[Level.values().length];
  final double[] employerPay;
  final double[] personal = new double[4096];
  final int[][] skillsOfRole;

  /** Zipf 1.0 ranks, by 12 random bits. */
  final byte[] skillRanks = new byte[4096];

  BenchTables(BenchParameters p, List<String> canonicalTitles) {
    Draws draws = new Draws(20_260_105L);
    String[] roles = roles(p.roles(), canonicalTitles);
    titles = new String[roles.length * LEVEL_WORDS.length];
    for (int i = 0; i < titles.length; i++) {
      titles[i] = LEVEL_WORDS[i % LEVEL_WORDS.length] + roles[i / LEVEL_WORDS.length];
    }
    List<Place> all = new ArrayList<>(PlaceCatalogue.states());
    all.addAll(PlaceCatalogue.abroad());
    // A large country and a large state have like ranks, so that neither kind is a mere tail.
    all.sort(Comparator.comparingDouble(Place::weight).reversed().thenComparing(Place::region));
    places = all.subList(0, p.places()).toArray(Place[]::new);
    employers = new String[p.employers()];
    employerPay = new double[p.employers()];
    for (int i = 0; i < employers.length; i++) {
      employers[i] = "Simulated Employer " + (i + 1);
      employerPay[i] = StrictMath.exp(0.10 * draws.gaussian());
    }
    employerSizes = AliasTable.zipf(p.employers(), p.employerZipf());
    marketOfRank = ranking(p.roles(), p.places());
    markets = AliasTable.zipf(marketOfRank.length, p.zipf());
    int next = 0;
    for (int level = 0; level < LEVEL_SHARE_256.length; level++) {
      for (int i = 0; i < LEVEL_SHARE_256[level]; i++) {
        levels[next++] = level;
      }
      levelPay[level] = StrictMath.exp(LEVEL_EFFECT[level]);
    }
    rolePay = new double[p.roles()];
    for (int i = 0; i < rolePay.length; i++) {
      rolePay[i] = 60_000 + 1_000 * draws.below(80);
    }
    placePay = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      placePay[i] = places[i].payFactor() * places[i].unitsPerUsd();
    }
    for (int i = 0; i < personal.length; i++) {
      personal[i] = StrictMath.exp(0.24 * draws.gaussian());
    }
    skills = vocabulary(p.skillVocabulary());
    skillsOfRole = new int[p.roles()][];
    for (int role = 0; role < p.roles(); role++) {
      skillsOfRole[role] = typical(p, draws);
    }
    Weights ranks = Weights.zipf(p.skillsPerRole(), 1.0);
    for (int i = 0; i < skillRanks.length; i++) {
      skillRanks[i] = (byte) ranks.at((i + 0.5) / skillRanks.length);
    }
  }

  /** A rate per currency and month: parity throughout, since pay is set at parity. */
  List<SimulatedRate> rates(BenchParameters p) {
    TreeMap<String, Double> parity = new TreeMap<>();
    for (Place place : places) {
      parity.put(place.currency(), place.unitsPerUsd());
    }
    parity.remove("USD");
    List<SimulatedRate> rates = new ArrayList<>();
    LocalDate last = LocalDate.ofEpochDay(p.startDay() + p.days());
    parity.forEach(
        (currency, units) -> {
          LocalDate day = LocalDate.ofEpochDay(p.startDay() - 40).withDayOfMonth(1);
          for (; !day.isAfter(last); day = day.plusMonths(1)) {
            long at = day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            rates.add(new SimulatedRate(currency, units, at));
          }
        });
    return rates;
  }

  /** Role-place pairs by the product of their ranks. */
  private static int[] ranking(int roles, int places) {
    List<Integer> pairs = new ArrayList<>(roles * places);
    for (int i = 0; i < roles * places; i++) {
      pairs.add(i);
    }
    pairs.sort(
        Comparator.comparingLong((Integer i) -> (i / places + 1L) * (i % places + 1L))
            .thenComparingInt(i -> i));
    return pairs.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Titles at even distances of the list, so that every family is there; made-up ones if too few.
   */
  private static String[] roles(int count, List<String> canonical) {
    List<String> known = List.copyOf(new LinkedHashSet<>(canonical));
    Set<String> roles = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(count, known.size()); i++) {
      roles.add(known.get((int) ((long) i * known.size() / Math.min(count, known.size()))));
    }
    for (int i = 0; roles.size() < count; i++) {
      if (i >= known.size() * SPECIALITIES.length) {
        throw new IllegalArgumentException(
            "cannot make " + count + " roles of " + known.size() + " titles");
      }
      roles.add(SPECIALITIES[i % SPECIALITIES.length] + " " + known.get(i / SPECIALITIES.length));
    }
    return roles.toArray(String[]::new);
  }

  /** The skills of the simulated roles first, then numbered ones. */
  private static String[] vocabulary(int size) {
    Set<String> skills = new LinkedHashSet<>();
    for (RoleProfile role : RoleCatalogue.first(24)) {
      for (Trait trait : role.skills()) {
        skills.add(trait.name());
      }
    }
    for (int i = 1; skills.size() < size; i++) {
      skills.add("Simulated Skill " + i);
    }
    return skills.stream().limit(size).toArray(String[]::new);
  }

  private static int[] typical(BenchParameters p, Draws draws) {
    Set<Integer> own = new LinkedHashSet<>();
    while (own.size() < p.skillsPerRole()) {
      own.add(draws.below(p.skillVocabulary()));
    }
    return own.stream().mapToInt(Integer::intValue).toArray();
  }
}
