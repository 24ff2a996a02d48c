package io.salarysignals.domain.gate.protect;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.Gate;
import io.salarysignals.domain.gate.GateSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Attacks on everything that is ever published of simulated markets with late data, corrections,
 * retractions, level changes and stable payrolls. The attackers know every published n and mean,
 * and all releases of all windows. A publisher without release rules is attacked beside it, so that
 * it shows when the attacks themselves stop working.
 */
class DifferencingAttackTest {
  private static final long SEED = Long.getLong("attack.seed", 20_260_301);
  private static final int MARKETS = 24;
  private static final int WINDOWS = 4;
  private static final int FIRST_END = 28 * 710;
  private static final String[] COUNTRIES = {"US", "DE", "FR"};
  private static final String[] LEVELS = {"mid", "senior", "lead"};

  /** A published table; {@code people} is the truth that attackers do not see. */
  record Published(
      int market,
      int windowEnd,
      int revision,
      Cell cell,
      long n,
      double mean,
      double median,
      Set<Paid> people) {}

  /** What attacks found: sets of contributors isolated, guesses made and right. */
  private static final class Findings {
    int differences;
    int isolated;
    int exposed;
    int guesses;
    int recovered;
    int recoveredByMedian;

    @Override
    public String toString() {
      return differences
          + " differences, "
          + isolated
          + " of fewer than 3 contributors, "
          + exposed
          + " persons' pay worked out; "
          + guesses
          + " guesses, "
          + recovered
          + " right, "
          + recoveredByMedian
          + " right by the published median";
    }
  }

  private static final List<Published> PROTECTED = new ArrayList<>();
  private static final List<Published> NAIVE = new ArrayList<>();

  @BeforeAll
  static void publishMarkets() {
    SplittableRandom seeds = new SplittableRandom(SEED);
    for (int market = 0; market < MARKETS; market++) {
      publish(market, seeds.split());
    }
    System.out.println(
        "seed "
            + SEED
            + ": "
            + PROTECTED.size()
            + " protected tables, "
            + NAIVE.size()
            + " naive tables");
  }

  private static void publish(int market, SplittableRandom random) {
    ProtectedRelease release = new ProtectedRelease(ProtectedSettings.DEFAULT);
    Gate open = new Gate(GateSettings.DEFAULT);
    Simulated people = new Simulated(random);
    List<Release> history = List.of();
    for (int w = 0; w < WINDOWS; w++) {
      int end = FIRST_END + 28 * w;
      boolean panel = w > 0 && market % 2 == 0;
      people.startWindow(panel, market % 4 == 0 ? 1 : 1 + random.nextInt(40));
      Map<Cell, Content> shown = new HashMap<>();
      for (int round = 0; round < 8; round++) {
        if (round > 0) {
          people.change(round % 4 == 0 ? 200 : 1 + random.nextInt(3));
        }
        List<Node> nodes = Paid.nodes(people.now());
        Outcome outcome = release.decide(end, end + 28, nodes, history);
        history = outcome.history();
        for (Decision decision : outcome.decisions()) {
          if (decision.kind() == Decision.Kind.PUBLISH) {
            PROTECTED.add(
                table(
                    market,
                    end,
                    round,
                    decision.cell(),
                    decision.figures().n(),
                    decision.figures().mean().value(),
                    decision.figures().p50().value(),
                    people));
          }
        }
        for (Node node : nodes) {
          boolean due = !node.content().equals(shown.put(node.cell(), node.content()));
          if (due && open.judge(node.sample()).isEmpty()) {
            NAIVE.add(
                table(
                    market,
                    end,
                    round,
                    node.cell(),
                    node.sample().n(),
                    node.sample().mean(),
                    node.sample().mean(),
                    people));
          }
        }
      }
    }
  }

  private static Published table(
      int market,
      int end,
      int round,
      Cell cell,
      long n,
      double mean,
      double median,
      Simulated people) {
    Set<Paid> inside =
        people.now().stream().filter(p -> p.in(cell)).collect(Collectors.toUnmodifiableSet());
    return new Published(market, end, round, cell, n, mean, median, inside);
  }

  /** Every two tables of one cell, of the same or of different windows. */
  private static Findings attackRevisions(List<Published> log) {
    Findings findings = new Findings();
    log.stream()
        .collect(Collectors.groupingBy(t -> t.market() + t.cell().toString()))
        .values()
        .forEach(
            tables -> {
              for (int i = 0; i < tables.size(); i++) {
                for (int j = 0; j < i; j++) {
                  judge(findings, List.of(tables.get(i)), List.of(tables.get(j)));
                }
              }
            });
    return findings;
  }

  /** A parent minus any of its children, as they stood at any one time. */
  private static Findings attackChildren(List<Published> log) {
    Findings findings = new Findings();
    for (List<Published> standing : standing(log)) {
      for (Published parent : standing) {
        List<Published> children =
            standing.stream().filter(t -> parent.cell().equals(t.cell().parent())).toList();
        for (int subset = 1; subset < 1 << children.size(); subset++) {
          List<Published> minus = new ArrayList<>();
          for (int i = 0; i < children.size(); i++) {
            if ((subset & 1 << i) != 0) {
              minus.add(children.get(i));
            }
          }
          judge(findings, List.of(parent), minus);
        }
      }
    }
    return findings;
  }

  /** What stood after each publication, by market and window. */
  private static List<List<Published>> standing(List<Published> log) {
    List<List<Published>> all = new ArrayList<>();
    log.stream()
        .collect(
            Collectors.groupingBy(
                t -> t.market() * 100_000 + t.windowEnd(),
                TreeMap::new,
                Collectors.groupingBy(Published::revision, TreeMap::new, Collectors.toList())))
        .values()
        .forEach(
            rounds -> {
              Map<Cell, Published> now = new TreeMap<>();
              rounds
                  .values()
                  .forEach(
                      tables -> {
                        tables.forEach(t -> now.put(t.cell(), t));
                        all.add(List.copyOf(now.values()));
                      });
            });
    return all;
  }

  /** Sums and differences of two to six tables drawn at random from a market's whole log. */
  private static Findings attackAtRandom(List<Published> log) {
    Findings findings = new Findings();
    SplittableRandom random = new SplittableRandom(SEED + 1);
    Map<Integer, List<Published>> markets =
        log.stream()
            .collect(Collectors.groupingBy(Published::market, TreeMap::new, Collectors.toList()));
    for (List<Published> tables : markets.values()) {
      for (int trial = 0; trial < 3000; trial++) {
        List<Published> plus = new ArrayList<>();
        List<Published> minus = new ArrayList<>();
        int size = 2 + random.nextInt(5);
        for (int i = 0; i < size; i++) {
          (i % 2 == 0 ? plus : minus).add(tables.get(random.nextInt(tables.size())));
        }
        judge(findings, plus, minus);
      }
    }
    return findings;
  }

  /**
   * Compares what the difference isolates in truth, and guesses the pay of those in it. Who only
   * changed level within a cell is no difference in it, so levels are left out.
   */
  private static void judge(Findings findings, List<Published> plus, List<Published> minus) {
    Map<Paid, Integer> weights = new HashMap<>();
    plus.forEach(t -> t.people().forEach(p -> weights.merge(p.at(""), 1, Integer::sum)));
    minus.forEach(t -> t.people().forEach(p -> weights.merge(p.at(""), -1, Integer::sum)));
    weights.values().removeIf(weight -> weight == 0);
    if (weights.isEmpty()) {
      return;
    }
    findings.differences++;
    Set<Integer> contributors = new HashSet<>();
    weights.keySet().forEach(p -> contributors.add(p.employer()));
    if (contributors.size() < 3) {
      findings.isolated++;
    }
    long n = 0;
    double sum = 0;
    for (Published t : plus) {
      n += t.n();
      sum += t.n() * t.mean();
    }
    for (Published t : minus) {
      n -= t.n();
      sum -= t.n() * t.mean();
    }
    if (n == 0) {
      return;
    }
    double guess = sum / n;
    if (weights.size() == 1) {
      double pay = weights.keySet().iterator().next().pay();
      findings.exposed += Math.abs(guess - pay) < 1 ? 1 : 0;
    }
    double median = plus.get(0).median();
    for (Paid p : weights.keySet()) {
      findings.guesses++;
      findings.recovered += Math.abs(guess - p.pay()) < 0.01 * p.pay() ? 1 : 0;
      findings.recoveredByMedian += Math.abs(median - p.pay()) < 0.01 * p.pay() ? 1 : 0;
    }
  }

  private static void assertHarmless(Findings findings) {
    System.out.println("protected: " + findings);
    assertThat(findings.differences).as("attacks made, seed %d", SEED).isPositive();
    assertThat(findings.isolated).as("seed %d: %s", SEED, findings).isZero();
    assertThat(findings.exposed).as("seed %d: %s", SEED, findings).isZero();
    assertThat((double) findings.recovered)
        .as("seed %d: %s", SEED, findings)
        .isLessThanOrEqualTo(1.1 * findings.recoveredByMedian + 1);
  }

  @Test
  void revisionsOfACellGiveNobodyAway() {
    assertHarmless(attackRevisions(PROTECTED));
  }

  @Test
  void aParentMinusItsChildrenGivesNobodyAway() {
    assertHarmless(attackChildren(PROTECTED));
  }

  @Test
  void sumsAndDifferencesAtRandomGiveNobodyAway() {
    assertHarmless(attackAtRandom(PROTECTED));
  }

  @Test
  void theSameAttacksBreakAPublisherWithoutReleaseRules() {
    Findings revisions = attackRevisions(NAIVE);
    System.out.println("naive revisions: " + revisions);
    assertThat(revisions.isolated).isGreaterThan(100);
    assertThat(revisions.exposed).isGreaterThan(100);
  }

  /** All minus mid is one person: the attack on children must see it. */
  @Test
  void theAttackOnChildrenFindsALeakMadeByHand() {
    Set<Paid> all = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      all.add(new Paid(i, Protection.FIRST_KEY + i % 20, "US", "mid", 70_000 + 100 * i));
    }
    Set<Paid> mid = Set.copyOf(all);
    all.add(new Paid(60, Protection.FIRST_KEY, "US", "senior", 150_000));
    Findings findings = attackChildren(List.of(leaky("all", all), leaky("level:mid", mid)));
    assertThat(findings.isolated).isEqualTo(1);
    assertThat(findings.exposed).isEqualTo(1);
  }

  private static Published leaky(String facet, Set<Paid> people) {
    double mean = people.stream().mapToDouble(Paid::pay).average().orElseThrow();
    return new Published(0, FIRST_END, 1, new Cell("US", facet), people.size(), mean, mean, people);
  }

  @Test
  void muchIsPublishedAllTheSame() {
    long corrections = PROTECTED.stream().filter(t -> t.revision() > 0).count();
    System.out.println(PROTECTED.size() + " tables, " + corrections + " in later revisions");
    assertThat(corrections).isGreaterThan(50);
    assertThat(PROTECTED.stream().filter(t -> t.cell().facet().startsWith("level:")).count())
        .isGreaterThan(50);
  }

  /** The people of one market, window by window. */
  private static final class Simulated {
    private final SplittableRandom random;
    private final List<Paid> people = new ArrayList<>();
    private final int size;
    private int next;

    Simulated(SplittableRandom random) {
      this.random = random;
      size = 300 + random.nextInt(500);
    }

    List<Paid> now() {
      return List.copyOf(people);
    }

    void startWindow(boolean panel, int turnover) {
      if (panel) {
        change(turnover);
        return;
      }
      people.clear();
      for (int i = 0; i < size; i++) {
        people.add(somebody());
      }
    }

    private Paid somebody() {
      int employer = Protection.FIRST_KEY + (int) (60 * Math.pow(random.nextDouble(), 1.5));
      String country = COUNTRIES[(int) (3 * Math.pow(random.nextDouble(), 2))];
      String level = LEVELS[(int) (3 * Math.pow(random.nextDouble(), 1.5))];
      double pay = Math.exp(11.4 + 0.3 * (random.nextDouble() + random.nextDouble() - 1) * 2);
      return new Paid(next++, employer, country, level, Math.round(pay));
    }

    /** Some late arrivals, retractions, corrections of pay and of level. */
    void change(int times) {
      for (int i = 0; i < times; i++) {
        int at = random.nextInt(people.size());
        switch (random.nextInt(4)) {
          case 0 -> people.add(somebody());
          case 1 -> people.remove(at);
          case 2 -> people.set(at, people.get(at).paying(Math.round(people.get(at).pay() * 1.07)));
          default -> people.set(at, people.get(at).at(LEVELS[random.nextInt(3)]));
        }
      }
    }
  }
}
