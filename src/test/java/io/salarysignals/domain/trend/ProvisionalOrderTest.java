package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.gate.protect.ProtectedSettings;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whose provisional events are told first where there is no time for all. */
class ProvisionalOrderTest {
  private static final long DAY = 86_400_000L;
  private static final int FIRST_DAY = 19_800;
  private static final int PARTITIONS = 4;
  private static final long INTERVAL = 1_000;

  private final SettledView view = new SettledView();

  @Test
  void small_roles_do_not_wait_for_large_ones_and_large_ones_not_for_ever() {
    // Given a large role and a small one that both changed
    TrendEngine engine = engine(300);
    for (int i = 0; i < 400; i++) {
      add(engine, i, "large");
    }
    for (int i = 0; i < 40; i++) {
      add(engine, 1_000 + i, "small");
    }

    // When there is time for one role in each round
    tellOne(engine, 0);

    // Then it is the small one
    assertThat(told(view)).containsExactly("small");

    // And however often that changes, the large one has its turn soon
    int rounds = 0;
    while (!told(view).contains("large")) {
      add(engine, 2_000 + rounds, "small");
      tellOne(engine, ++rounds * INTERVAL);
      assertThat(rounds).isLessThan(5);
    }
  }

  @Test
  void a_role_that_was_left_alone_is_told_at_once_and_a_busy_one_once_per_interval() {
    // Given a role that is publishable
    TrendEngine engine = engine(300);
    for (int i = 0; i < 40; i++) {
      add(engine, i, "busy");
    }

    // When it changes all the time, and is asked for in steps of a tenth of the interval
    List<Long> toldAt = new ArrayList<>();
    for (long now = 0; now <= 3 * INTERVAL; now += INTERVAL / 10) {
      add(engine, 1_000 + (int) now, "busy");
      int before = view.log.size();
      engine.beginProvisional(now, INTERVAL);
      engine.tellProvisional(true, () -> false);
      if (view.log.size() > before) {
        toldAt.add(now);
      }
    }

    // Then it is told at once, and once per interval from then on
    assertThat(toldAt).containsExactly(0L, INTERVAL, 2 * INTERVAL, 3 * INTERVAL);
  }

  @Test
  void many_observations_are_told_in_parts_with_the_few_in_between() {
    // Given a role with many observations and one with few, which both changed
    TrendEngine engine = engine(64 * 100);
    for (int i = 0; i < 400; i++) {
      add(engine, i, "many");
    }
    for (int i = 0; i < 40; i++) {
      add(engine, 1_000 + i, "few");
    }

    // When it is not the time for many
    engine.beginProvisional(0, INTERVAL);
    boolean all = engine.tellProvisional(false, () -> false);

    // Then the few are told alone
    assertThat(all).isFalse();
    assertThat(told(view)).containsExactly("few");

    // And when there is time for the least part at a time, while the few go on
    int visits = 0;
    List<Set<String>> tellings = new ArrayList<>();
    do {
      view.log.clear();
      add(engine, 2_000 + visits, "few");
      engine.beginProvisional(++visits * INTERVAL, INTERVAL);
      int[] left = {1};
      all = engine.tellProvisional(true, () -> left[0]-- <= 0);
      tellings.add(told(view));
      assertThat(visits).isLessThan(10);
    } while (!all);

    // Then the few are told each time, and parts of the many until all of it is
    assertThat(tellings).hasSizeGreaterThan(2).allMatch(told -> told.contains("few"));
    assertThat(tellings.get(0)).contains("many");
    // all, level:mid and skill:kafka, in the country and the world, for four horizons
    assertThat(view.last.keySet().stream().filter(key -> key.startsWith("many|"))).hasSize(24);
  }

  private static void add(TrendEngine engine, int id, String role) {
    Contribution c = new Person(id, id % 9, role, "US", "mid", 100_000 + id).on(FIRST_DAY);
    assertThat(engine.add(1, role, c)).isTrue();
  }

  private static void tellOne(TrendEngine engine, long now) {
    int[] left = {1};
    engine.beginProvisional(now, INTERVAL);
    engine.tellProvisional(true, () -> left[0]-- <= 0);
  }

  private static Set<String> told(SettledView view) {
    return view.log.stream().map(event -> event.market().role()).collect(Collectors.toSet());
  }

  private TrendEngine engine(int maxRows) {
    TrendEngine engine =
        new TrendEngine(
            new TrendRules(Grid.standard(), DAY, -1, maxRows),
            PARTITIONS,
            new MemoryTrendState(4),
            view,
            new OpenJudge(GateSettings.DEFAULT),
            new ProtectedRelease(ProtectedSettings.DEFAULT),
            new RowAllowance(maxRows),
            region -> "USD");
    SourceProgress progress = new SourceProgress(FIRST_DAY * DAY, FIRST_DAY * DAY, false);
    for (int i = 0; i < PARTITIONS; i++) {
      engine.progress(i, PARTITIONS, progress);
    }
    return engine;
  }
}
