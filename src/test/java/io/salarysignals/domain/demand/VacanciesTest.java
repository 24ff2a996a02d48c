package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vacancies, changed one posting at a time, against vacancies found anew by brute force. */
class VacanciesTest {
  private static final DemandRules RULES = DemandRules.defaults(Grid.standard(), 0, -1);
  private final Map<String, DemandPane> panes = new HashMap<>();
  private final LifePanes.Panes collect =
      (region, facet, day) ->
          panes.computeIfAbsent(region + ' ' + facet + ' ' + day, k -> new DemandPane());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsChangedStepByStepIsWhatIsFoundAnew(long seed) {
    // Given postings of one employer that come, change and are taken back
    Random random = new Random(seed);
    Map<Long, PostingLife> lives = new TreeMap<>();
    CellIds ids = new CellIds();
    VacancyGroup group = new VacancyGroup(ids);
    CellTimes times = new CellTimes(ids);
    Vacancies vacancies = new Vacancies(RULES, ids, times);
    EmployerPanes employers = new EmployerPanes(times);
    for (int step = 0; step < 400; step++) {
      long key = random.nextInt(60);
      PostingLife before = lives.getOrDefault(key, PostingLife.none(key));
      PostingLife after = random.nextInt(4) == 0 ? PostingLife.none(key) : life(key, random);
      employers.change(group, new Member(before, ids), new Member(after, ids), collect);
      vacancies.change(group, new Member(after, ids), collect);
      lives.put(key, after);
      lives.values().removeIf(life -> !life.counts());
    }
    // Then the open vacancies of each day are those of a search over all pairs and days
    List<Set<Long>> expected = bruteForce(lives);
    assertThat(expected.size()).isLessThan(lives.size());
    for (String region : List.of("US-CA", "US-NY", "US", "WORLD")) {
      for (int day = 0; day < 500; day += 7) {
        int at = day;
        long open =
            expected.stream()
                .filter(v -> v.stream().anyMatch(k -> isOpen(lives.get(k), region, at)))
                .count();
        assertThat(counted(DemandPane.VACANCY_CHANGE, region, day))
            .as("seed %d, %s on day %d", seed, region, day)
            .isEqualTo(open);
        // And the employer has an open posting where one of its postings is open
        boolean any = lives.keySet().stream().anyMatch(k -> isOpen(lives.get(k), region, at));
        assertThat(counted(DemandPane.EMPLOYER_CHANGE, region, day))
            .as("seed %d, employer in %s on day %d", seed, region, day)
            .isEqualTo(any ? 1 : 0);
      }
    }
    // And nothing is left of postings that are all taken back
    for (PostingLife life : List.copyOf(lives.values())) {
      PostingLife none = PostingLife.none(life.key());
      employers.change(group, new Member(life, ids), new Member(none, ids), collect);
      vacancies.change(group, new Member(none, ids), collect);
    }
    assertThat(panes.values()).allMatch(DemandPane::isEmpty);
  }

  private long counted(int counter, String region, int day) {
    long counted = 0;
    for (int d = 0; d <= day; d++) {
      DemandPane pane = panes.get(region + " all " + d);
      counted += pane == null ? 0 : pane.count(counter);
    }
    return counted;
  }

  @Test
  void sixtyDaysApartIsOneVacancyAndSixtyOneIsTwo() {
    assertThat(vacanciesOf(70)).isEqualTo(1);
    assertThat(vacanciesOf(71)).isEqualTo(2);
  }

  private static int vacanciesOf(int second) {
    return vacanciesOf(life(1, 0, 10, 1, "US-CA"), life(2, second, second + 5, 1, "US-CA"));
  }

  @Test
  void nearIdenticalTextsAreOneVacancyWhateverTitleAndPlace() {
    long text = TextFingerprint.of("what the posting says ".repeat(10));
    PostingLife first = life(1, 0, 10, 1, "US-CA", text);
    assertThat(vacanciesOf(first, life(2, 70, 75, 2, "US-NY", text ^ 0b111))).isEqualTo(1);
    assertThat(vacanciesOf(first, life(2, 70, 75, 2, "US-NY", text ^ 0b1111))).isEqualTo(2);
    assertThat(vacanciesOf(first, life(2, 71, 75, 2, "US-NY", text))).isEqualTo(2);
    assertThat(vacanciesOf(first, life(2, 70, 75, 2, "US-NY", 0))).isEqualTo(2);
    assertThat(vacanciesOf(life(1, 0, 10, 1, "US-CA"), life(2, 5, 9, 2, "US-NY"))).isEqualTo(2);
  }

  private static int vacanciesOf(PostingLife first, PostingLife other) {
    CellIds ids = new CellIds();
    return new Vacancies(RULES, ids, new CellTimes(ids))
        .components(List.of(new Member(first, ids), new Member(other, ids)))
        .size();
  }

  private static boolean isOpen(PostingLife life, String region, int day) {
    for (Segment s : life.segments()) {
      if (s.from() <= day && day < s.to() && LifePanes.regions(s.attributes()).contains(region)) {
        return true;
      }
    }
    return false;
  }

  private static List<Set<Long>> bruteForce(Map<Long, PostingLife> group) {
    List<Set<Long>> sets = new ArrayList<>();
    for (PostingLife life : group.values()) {
      Set<Long> merged = new HashSet<>(Set.of(life.key()));
      for (Set<Long> set : List.copyOf(sets)) {
        if (set.stream().anyMatch(k -> linked(group.get(k), life))) {
          merged.addAll(set);
          sets.remove(set);
        }
      }
      sets.add(merged);
    }
    return sets;
  }

  private static boolean linked(PostingLife one, PostingLife other) {
    for (Segment a : one.segments()) {
      for (Segment b : other.segments()) {
        boolean near =
            (long) a.from() - b.to() <= RULES.vacancyDays()
                && (long) b.from() - a.to() <= RULES.vacancyDays();
        if (near && isAlike(one, other)) {
          return true;
        }
        boolean place =
            a.attributes().places().stream().anyMatch(p -> b.attributes().places().contains(p));
        if (near && place && a.attributes().titleKey() == b.attributes().titleKey()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAlike(PostingLife one, PostingLife other) {
    long a = one.segments().get(0).attributes().fingerprint();
    long b = other.segments().get(0).attributes().fingerprint();
    int differ = 0;
    for (int bit = 0; bit < 64; bit++) {
      differ += (a >> bit & 1) == (b >> bit & 1) ? 0 : 1;
    }
    return a != 0 && b != 0 && differ <= 3;
  }

  private static PostingLife life(long key, Random random) {
    int from = random.nextInt(400);
    int to = random.nextInt(6) == 0 ? PostingLife.OPEN : from + random.nextInt(40);
    String place = random.nextBoolean() ? "US-CA" : "US-NY";
    return life(key, from, to, random.nextInt(4), place, fingerprint(random));
  }

  /** Of one of a few texts, with up to four bits turned; or none. */
  private static long fingerprint(Random random) {
    long text = random.nextInt(3) * 0x0F0F_0F0F_0F0F_0F0FL;
    for (int i = random.nextInt(5); i > 0 && text != 0; i--) {
      text ^= 1L << random.nextInt(64);
    }
    return text;
  }

  private static PostingLife life(long key, int from, int to, int title, String place) {
    return life(key, from, to, title, place, 0);
  }

  private static PostingLife life(
      long key, int from, int to, int title, String place, long fingerprint) {
    PostingAttributes a =
        new PostingAttributes(
            "r",
            null,
            null,
            List.of(new RegionPath("US", place)),
            List.of("sql"),
            0,
            7,
            title,
            fingerprint,
            false,
            0);
    Exit exit = to == PostingLife.OPEN ? Exit.OPEN : Exit.CLOSED;
    return new PostingLife(
        key, List.of(new Segment(from, to, from, false, true, exit, a)), List.of(), List.of());
  }
}
