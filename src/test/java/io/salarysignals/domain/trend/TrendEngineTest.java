package io.salarysignals.domain.trend;

import static io.salarysignals.model.SlowEvent.Type.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.gate.protect.ProtectedSettings;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.SourceWatermark;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.model.SlowChanges;
import io.salarysignals.model.SlowEvent;
import io.salarysignals.model.SlowModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine against the slow model: whatever the order, the settled view is the model's. */
class TrendEngineTest {
  private static final long DAY = 86_400_000L;
  private static final int FIRST_DAY = 18_900;
  private static final Map<String, String> CURRENCIES = Map.of("US", "USD", "DE", "EUR");
  private static final List<SlowEvent.Rate> RATES =
      List.of(new SlowEvent.Rate("EUR", 0.9, 0L), new SlowEvent.Rate("EUR", 0.8, 18_930 * DAY));
  private static final int PARTITIONS = 3;

  /** One change that reaches the engine, and the source partition it comes from. */
  private record Change(int partition, int sign, SlowEvent event) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void settles_to_what_the_slow_model_computes(long seed) {
    // Given events over 120 days, some of them corrected or retracted, in three partitions
    Random random = new Random(seed);
    List<SlowEvent> events = events(random, 1500, 120);
    SlowModel.Result expected = new SlowModel(CURRENCIES, RATES).run(events);

    // When they arrive in order, shuffled, or with one partition held back
    SettledView inOrder = run(random, changes(events, random, Order.TIME), 1.0);
    SettledView shuffled = run(random, changes(events, random, Order.SHUFFLED), 0.05);
    SettledView held = run(random, changes(events, random, Order.HELD), 0.2);

    // Then each settles to the model
    check(inOrder, expected);
    check(shuffled, expected);
    check(held, expected);

    // And changes are to the last digit those of any other order
    inOrder.last.forEach(
        (key, event) -> {
          assertThat(shuffled.last.get(key).changes()).as(key).isEqualTo(event.changes());
          assertThat(held.last.get(key).changes()).as(key).isEqualTo(event.changes());
        });

    // And the panes are the same
    assertThat(inOrder.panes.keySet()).isEqualTo(shuffled.panes.keySet());
    inOrder.panes.forEach(
        (key, pane) -> assertThat(pane.sameAs(shuffled.panes.get(key))).as(key).isTrue());
  }

  @Test
  void changes_over_a_year_settle_too() {
    // Given events over 800 days: windows of a year, and the year before each
    Random random = new Random(5);
    List<SlowEvent> events = events(random, 1200, 800);
    SlowModel.Result expected = new SlowModel(CURRENCIES, RATES).run(events);
    // When they come in order or shuffled
    SettledView inOrder = run(random, changes(events, random, Order.TIME), 1.0);
    SettledView shuffled = run(random, changes(events, random, Order.SHUFFLED), 0.02);
    // Then both settle to the model, changes over 364 days among them
    check(inOrder, expected);
    check(shuffled, expected);
    assertThat(inOrder.last.values().stream().flatMap(e -> e.changes().stream()))
        .anyMatch(change -> change.days() == 364);
    inOrder.last.forEach(
        (key, event) ->
            assertThat(shuffled.last.get(key).changes()).as(key).isEqualTo(event.changes()));
  }

  @Test
  void finals_flow_and_are_not_corrected_for_data_that_was_there_in_time() {
    // Given events in order, none of them corrected
    Random random = new Random(11);
    List<SlowEvent> events =
        events(random, 1500, 120).stream().filter(e -> e.version() == 1).toList();

    // When they arrive in order, or shuffled
    SettledView inOrder = run(random, changes(events, random, Order.TIME), 1.0);
    SettledView shuffled = run(random, changes(events, random, Order.SHUFFLED), 1.0);

    // Then in order there are finals before the end and no correction; shuffled there are some
    assertThat(count(inOrder, TrendEvent.Status.CORRECTION)).isZero();
    assertThat(count(inOrder, TrendEvent.Status.PROVISIONAL)).isPositive();
    assertThat(
            inOrder.log.stream()
                .filter(e -> e.status() == TrendEvent.Status.FINAL)
                .filter(e -> e.watermark() != SourceProgress.CLOSED)
                .count())
        .isPositive();
    assertThat(count(shuffled, TrendEvent.Status.CORRECTION)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void provisional_events_are_what_the_slow_model_computes_of_what_came_so_far(long seed) {
    // Given events that come shuffled, each corrected or retracted after its original, and the last
    Random random = new Random(seed);
    List<SlowEvent> events = events(random, 900, 59);
    SlowEvent last = at(FIRST_DAY * DAY + 59 * DAY, event(random, "last", 1, NEW, 59));
    List<Change> changes = new ArrayList<>(List.of(new Change(0, 1, last)));
    changes.addAll(changes(events, random, Order.SHUFFLED));
    SettledView view = new SettledView();
    TrendEngine engine = engine(new MemoryTrendState(4), view);
    pass(engine, new SourceProgress(FIRST_DAY * DAY, last.observedAt(), false));
    Map<String, SlowEvent> standing = new TreeMap<>();
    int compared = 0;

    for (int i = 0; i < changes.size(); i++) {
      SlowEvent event = changes.get(i).event();
      add(engine, changes.get(i).sign(), contribution(event));
      if (changes.get(i).sign() > 0) {
        standing.put(event.id(), event);
      } else {
        standing.remove(event.id());
      }
      // When it is told, in rounds that stop anywhere
      int[] left = {random.nextInt(4)};
      if (random.nextInt(3) == 0) {
        engine.beginProvisional(i, random.nextInt(5));
      }
      engine.tellProvisional(true, () -> left[0]-- <= 0);
      if (i % 150 == 149 || i + 1 == changes.size()) {
        engine.beginProvisional(i, 0);
        assertThat(engine.tellProvisional(true, () -> false)).isTrue();
        // Then the newest windows stand as the model has them for the contributions that stand
        compared += checkNewest(view, new SlowModel(CURRENCIES, RATES).run(standing.values()));
      }
    }
    System.out.println("seed " + seed + ": " + compared + " provisional events compared");
    assertThat(compared).isGreaterThan(200);
  }

  private static void add(TrendEngine engine, int sign, Contribution c) {
    engine.add(sign, c.role(), c);
    if (c.family() != null) {
      engine.add(sign, "family:" + c.family(), c);
    }
  }

  private static SlowEvent at(long time, SlowEvent e) {
    return new SlowEvent(
        e.id(),
        e.version(),
        e.type(),
        time,
        e.sourceType(),
        e.employer(),
        e.role(),
        e.family(),
        e.level(),
        e.country(),
        e.subdivision(),
        e.currency(),
        e.payPeriod(),
        e.amount(),
        e.amountMin(),
        e.amountMax(),
        e.hoursPerWeek(),
        e.facets());
  }

  /** Compares what stands at the newest grid end of each horizon; all of it is provisional. */
  private static int checkNewest(SettledView view, SlowModel.Result expected) {
    Map<String, SlowModel.Window> newest = new TreeMap<>();
    for (SlowModel.Window window : expected.windows()) {
      int step = window.horizon() == 364 ? 28 : window.horizon() == 91 ? 7 : 1;
      if (window.endDay() * DAY > expected.greatestEventTime()
          && (window.endDay() - step) * DAY <= expected.greatestEventTime()) {
        newest.put(window.key(), window);
      }
    }
    assertThat(view.last.keySet()).isEqualTo(newest.keySet());
    newest.forEach(
        (key, window) -> {
          TrendEvent event = view.last.get(key);
          assertThat(event.status()).isEqualTo(TrendEvent.Status.PROVISIONAL);
          assertThat(event.sums().n()).as(key).isEqualTo(window.n());
          assertThat(event.suppressed()).as(key).isEqualTo(window.suppressed());
          if (!window.suppressed()) {
            double mean = window.mean().doubleValue();
            assertThat(event.figures().mean().value()).isCloseTo(mean, within(1e-9 * mean));
            near(event.figures().p50().value(), window.p50());
          }
        });
    return newest.size();
  }

  @Test
  void datesThousandsOfYearsApartCostNoMoreThanOthers() {
    // Given observations of which half have mistaken dates, centuries from each other
    List<SlowEvent> events =
        events(new Random(12), 600, 2_900_000).stream().filter(e -> e.version() == 1).toList();
    SourceProgress end = new SourceProgress(2_930_000 * DAY, 2_930_000 * DAY, false);
    SettledView finals = new SettledView();
    TrendEngine inTime = engine(new MemoryTrendState(4), finals);
    events.forEach(e -> inTime.add(1, contribution(e).role(), contribution(e)));
    pass(inTime, end);
    assertThat(inTime.close(() -> false)).isTrue();

    // When the same come after all was told, each corrected by itself
    SettledView corrections = new SettledView();
    TrendEngine late = engine(new MemoryTrendState(4), corrections);
    late.add(1, contribution(events.get(0)).role(), contribution(events.get(0)));
    pass(late, end);
    assertThat(late.close(() -> false)).isTrue();
    long begun = System.nanoTime();
    for (SlowEvent e : events.subList(1, events.size())) {
      late.add(1, contribution(e).role(), contribution(e));
      late.add(1, contribution(events.get(1)).role(), contribution(events.get(1)));
      late.add(-1, contribution(events.get(1)).role(), contribution(events.get(1)));
      assertThat(late.correct(() -> false)).isTrue();
    }

    // Then the same stands, and no day between was walked through: that took minutes
    assertThat((System.nanoTime() - begun) / 1e9).isLessThan(60);
    assertThat(finals.last).isNotEmpty();
    assertThat(corrections.last.keySet()).isEqualTo(finals.last.keySet());
    finals.last.forEach(
        (key, event) ->
            assertThat(corrections.last.get(key).sums().sameAs(event.sums())).as(key).isTrue());
    assertThat(corrections.panes.keySet()).isEqualTo(finals.panes.keySet());
  }

  @Test
  void a_retraction_of_what_was_never_added_changes_nothing() {
    // Given observations of a month, all but one of them added
    List<SlowEvent> events =
        events(new Random(13), 400, 30).stream().filter(e -> e.version() == 1).toList();
    Contribution stranger = contribution(events.get(0));
    SettledView without = new SettledView();
    TrendEngine plain = engine(new MemoryTrendState(4), without);
    SettledView with = new SettledView();
    TrendEngine guarded = engine(new MemoryTrendState(4), with);
    for (SlowEvent e : events.subList(1, events.size())) {
      plain.add(1, contribution(e).role(), contribution(e));
      guarded.add(1, contribution(e).role(), contribution(e));
    }
    // When the one is retracted, says so and all is told
    assertThat(guarded.add(-1, stranger.role(), stranger)).isFalse();
    for (TrendEngine engine : List.of(plain, guarded)) {
      pass(engine, new SourceProgress(SourceProgress.CLOSED, FIRST_DAY * DAY + 31 * DAY, false));
      assertThat(engine.close(() -> false)).isTrue();
    }
    // Then the same stands as without
    assertThat(with.last).isNotEmpty();
    assertThat(with.last.keySet()).isEqualTo(without.last.keySet());
    without.last.forEach(
        (key, event) ->
            assertThat(with.last.get(key).sums().sameAs(event.sums())).as(key).isTrue());
  }

  @Test
  void nor_does_one_from_a_day_whose_rows_are_not_in_memory() {
    // Given more observations of one day than may be held in memory, all but one of them added
    List<SlowEvent> events =
        events(new Random(17), 2_000, 1).stream().filter(e -> e.version() == 1).toList();
    // One of the newest day's role with most: what is smaller stays in memory
    long newest = events.stream().mapToLong(e -> e.observedAt() / DAY).max().orElseThrow();
    SlowEvent one =
        events.stream()
            .filter(e -> e.observedAt() / DAY == newest && e.role().equals("busy-role"))
            .filter(e -> !e.sourceType().equals("POSTED"))
            .findFirst()
            .orElseThrow();
    SettledView without = new SettledView();
    SettledView with = new SettledView();
    TrendEngine plain = engine(new MemoryTrendState(4), without, 20);
    TrendEngine guarded = engine(new MemoryTrendState(4), with, 20);
    Contribution stranger = contribution(one);
    for (SlowEvent e : events) {
      if (!e.id().equals(one.id())) {
        plain.add(1, contribution(e).role(), contribution(e));
        guarded.add(1, contribution(e).role(), contribution(e));
      }
    }
    guarded.save();
    assertThat(guarded.heldRows()).isLessThan(20);
    // When the one is retracted, which cannot be seen before the rows are read, and all is told
    assertThat(guarded.add(-1, stranger.role(), stranger)).isTrue();
    guarded.save();
    assertThat(with.missed).isZero();
    for (TrendEngine engine : List.of(plain, guarded)) {
      pass(engine, new SourceProgress(SourceProgress.CLOSED, FIRST_DAY * DAY + 31 * DAY, false));
      assertThat(engine.close(() -> false)).isTrue();
      engine.save();
    }
    // Then it was noticed, and the same stands as without
    assertThat(with.missed).isPositive();
    assertThat(with.last).isNotEmpty();
    assertThat(with.last.keySet()).isEqualTo(without.last.keySet());
    without.last.forEach(
        (key, event) ->
            assertThat(with.last.get(key).sums().sameAs(event.sums())).as(key).isTrue());
  }

  private static void pass(TrendEngine engine, SourceProgress progress) {
    for (int i = 0; i < PARTITIONS; i++) {
      engine.progress(i, PARTITIONS, progress);
    }
  }

  private static long count(SettledView view, TrendEvent.Status status) {
    return view.log.stream().filter(e -> e.status() == status).count();
  }

  @Test
  void nothing_in_nothing_out() {
    SettledView view = run(new Random(9), List.of(), 1.0);
    assertThat(view.last).isEmpty();
    assertThat(view.complete).isTrue();
  }

  private enum Order {
    TIME,
    SHUFFLED,
    HELD
  }

  private static List<Change> changes(List<SlowEvent> events, Random random, Order order) {
    List<List<Change>> byId = new ArrayList<>();
    Map<String, List<SlowEvent>> ids = new TreeMap<>();
    for (SlowEvent event : events) {
      ids.computeIfAbsent(event.id(), id -> new ArrayList<>()).add(event);
    }
    for (Map.Entry<String, List<SlowEvent>> entry : ids.entrySet()) {
      int partition = Math.floorMod(entry.getKey().hashCode(), PARTITIONS);
      List<Change> ofId = new ArrayList<>();
      SlowEvent standing = null;
      for (SlowEvent event : entry.getValue()) {
        if (standing != null) {
          ofId.add(new Change(partition, -1, standing));
        }
        standing = event.type() == SlowEvent.Type.RETRACTED ? null : event;
        if (standing != null) {
          ofId.add(new Change(partition, 1, standing));
        }
      }
      byId.add(ofId);
    }
    if (order == Order.TIME) {
      // Corrections follow their original at once, so that nothing comes late.
      byId.sort(Comparator.comparingLong(TrendEngineTest::latest));
      List<Change> all = new ArrayList<>();
      byId.forEach(all::addAll);
      return all;
    }
    Collections.shuffle(byId, random);
    List<Change> all = new ArrayList<>();
    byId.forEach(all::addAll);
    if (order == Order.HELD) {
      all.sort(
          Comparator.<Change>comparingInt(c -> c.partition() == 1 ? 1 : 0)
              .thenComparingLong(c -> c.event().observedAt()));
      // Within an id the order of changes must stand; sorting by time may have broken it.
      List<Change> stable = new ArrayList<>();
      for (List<Change> ofId : byId) {
        if (ofId.size() > 1) {
          all.removeAll(ofId);
          stable.addAll(ofId);
        }
      }
      all.addAll(stable);
    }
    return all;
  }

  private static long latest(List<Change> changes) {
    return changes.stream().mapToLong(c -> c.event().observedAt()).min().orElse(0);
  }

  /** Feeds the changes, telling now and then, restarting from the state now and then. */
  private static SettledView run(Random random, List<Change> changes, double tellRate) {
    SettledView view = new SettledView();
    MemoryTrendState state = new MemoryTrendState(4);
    // So few that even days that still grow are dropped
    int maxRows = random.nextBoolean() ? 300 : 20;
    RowAllowance allowance = new RowAllowance(maxRows);
    TrendEngine engine = engine(state, view, maxRows, allowance);
    SourceWatermark[] sources = new SourceWatermark[PARTITIONS];
    for (int i = 0; i < PARTITIONS; i++) {
      sources[i] = new SourceWatermark(3_600_000, SourceProgress.none());
    }
    int step = 0;
    for (Change change : changes) {
      Contribution c = contribution(change.event());
      add(engine, change.sign(), c);
      sources[change.partition()].observe(change.event().observedAt());
      if (++step % 10 == 0) {
        for (int i = 0; i < PARTITIONS; i++) {
          engine.progress(i, PARTITIONS, sources[i].progress());
        }
        if (random.nextDouble() < tellRate) {
          int[] left = {random.nextInt(200)};
          // At times another task has all the room there is: nothing is told then
          boolean elsewhere = random.nextInt(4) == 0 && allowance.take(maxRows);
          int told = view.log.size();
          engine.correct(() -> left[0]-- <= 0);
          engine.close(() -> left[0]-- <= 0);
          if (elsewhere) {
            assertThat(view.log).hasSize(told);
            allowance.give(maxRows);
          }
          engine.beginProvisional(0, 0);
          engine.tellProvisional(true, () -> false);
        }
      }
      if (step % 40 == 0) {
        // More than may be held in memory, so that days are dropped and read again
        engine.save();
        engine = step % 400 == 0 ? engine(state, view, maxRows, allowance) : engine;
      }
    }
    for (int i = 0; i < PARTITIONS; i++) {
      sources[i].close();
      engine.progress(i, PARTITIONS, sources[i].progress());
    }
    engine.correct(() -> false);
    assertThat(engine.close(() -> false)).isTrue();
    assertThat(engine.isComplete()).isTrue();
    engine.save();
    assertThat(view.missed).isZero();
    return view;
  }

  private static TrendEngine engine(MemoryTrendState state, SettledView view) {
    return engine(state, view, 300);
  }

  private static TrendEngine engine(MemoryTrendState state, SettledView view, int maxRows) {
    return engine(state, view, maxRows, new RowAllowance(maxRows));
  }

  private static TrendEngine engine(
      MemoryTrendState state, SettledView view, int maxRows, RowAllowance allowance) {
    TrendRules rules = new TrendRules(Grid.standard(), DAY, -1, maxRows);
    return new TrendEngine(
        rules,
        PARTITIONS,
        state,
        view,
        new OpenJudge(GateSettings.DEFAULT),
        new ProtectedRelease(ProtectedSettings.DEFAULT),
        allowance,
        region -> CURRENCIES.get(region.substring(0, 2)));
  }

  private static void check(SettledView view, SlowModel.Result expected) {
    Map<String, SlowModel.Window> windows = new TreeMap<>();
    for (SlowModel.Window window : expected.windows()) {
      windows.put(window.key(), window);
    }
    assertThat(windows).isNotEmpty();
    assertThat(view.last.keySet()).isEqualTo(windows.keySet());
    Map<Integer, Long> standing = new HashMap<>();
    for (Map.Entry<String, SlowModel.Window> entry : windows.entrySet()) {
      TrendEvent event = view.last.get(entry.getKey());
      SlowModel.Window window = entry.getValue();
      standing.merge(event.end(), 1L, Long::sum);
      assertThat(event.sums().n()).as(entry.getKey()).isEqualTo(window.n());
      assertThat(event.sums().local().contributors())
          .as(entry.getKey())
          .isEqualTo(window.contributors());
      assertThat(event.status()).isNotEqualTo(TrendEvent.Status.PROVISIONAL);
      assertThat(event.suppressed()).as(entry.getKey()).isEqualTo(window.suppressed());
      if (!window.suppressed()) {
        double mean = window.mean().doubleValue();
        assertThat(event.figures().mean().value()).isCloseTo(mean, within(1e-9 * mean));
        near(event.figures().p50().value(), window.p50());
        near(event.figures().p25().value(), window.p25());
        near(event.figures().p75().value(), window.p75());
      }
    }
    checkChanges(view, expected);
    standing.forEach((end, count) -> assertThat(view.ends.get(end)[0]).isEqualTo(count));
    checkPanes(view, expected);
  }

  private static void checkChanges(SettledView view, SlowModel.Result expected) {
    int told = 0;
    for (SlowModel.Window window : expected.windows()) {
      TrendEvent event = view.last.get(window.key());
      boolean taken =
          !window.suppressed()
              && window.cell().facet().equals("all")
              && !window.cell().role().startsWith("family:");
      List<SlowChanges.Change> changes =
          taken
              ? SlowChanges.of(window, expected.cells().get(window.cell()))
              : List.<SlowChanges.Change>of();
      assertThat(event.changes()).as(window.key()).hasSameSizeAs(changes);
      for (int i = 0; i < changes.size(); i++) {
        check(window.key(), event.changes().get(i), changes.get(i));
        told++;
      }
    }
    assertThat(told).isGreaterThan(50);
  }

  private static void check(String key, PayChange change, SlowChanges.Change expected) {
    assertThat(change.days()).as(key).isEqualTo(expected.days());
    // Logs are kept in units of 1e-5, and what is told in units of 1e-6.
    Offset<Double> near = within(2e-5);
    assertThat(change.mean().total() / 1e6).as(key).isCloseTo(expected.total(), near);
    assertThat(change.mean().likeForLike() / 1e6).as(key).isCloseTo(expected.likeForLike(), near);
    assertThat(change.mean().mix() / 1e6).as(key).isCloseTo(expected.mix(), near);
    assertThat(change.mean().entry() / 1e6).as(key).isCloseTo(expected.entry(), near);
    assertThat(change.mean().exit() / 1e6).as(key).isCloseTo(expected.exit(), near);
    // A bin is as wide as half a per cent.
    Offset<Double> bin = within(0.011);
    assertThat(change.median().total() / 1e6).as(key).isCloseTo(expected.medianTotal(), bin);
    assertThat(change.median().likeForLike() / 1e6)
        .as(key)
        .isCloseTo(expected.medianLikeForLike(), bin);
    assertThat(change.median().mix() / 1e6).as(key).isCloseTo(expected.medianMix(), bin);
  }

  private static void checkPanes(SettledView view, SlowModel.Result expected) {
    Map<String, Long> counts = new TreeMap<>();
    expected
        .cells()
        .forEach(
            (cell, members) ->
                members.forEach(
                    member -> counts.merge(cell.key() + '|' + member.day(), 1L, Long::sum)));
    Map<String, Long> told = new TreeMap<>();
    view.panes.forEach((key, pane) -> told.put(key, pane.n()));
    assertThat(told).isEqualTo(counts);
    // What is told by role for detection is what the panes have, whatever was told late.
    assertThat(view.strata.keySet()).isNotEmpty().isEqualTo(view.strataOfPanes.keySet());
    view.strata.forEach(
        (key, strata) -> assertThat(strata).as(key).isEqualTo(view.strataOfPanes.get(key)));
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(0.0026 * expected));
  }

  private static List<SlowEvent> events(Random random, int size, int days) {
    List<SlowEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String id = "o" + i;
      SlowEvent first = event(random, id, 1, NEW, days);
      events.add(first);
      double what = random.nextDouble();
      if (what < 0.06) {
        events.add(event(random, id, 2, SlowEvent.Type.CORRECTED, days));
      } else if (what < 0.1) {
        events.add(SlowEvent.retraction(id, 2));
      }
    }
    return events;
  }

  private static SlowEvent event(
      Random random, String id, int version, SlowEvent.Type type, int days) {
    boolean us = random.nextDouble() < 0.7;
    double burst = random.nextDouble();
    double day = burst < 0.5 ? 20 + 8 * random.nextDouble() : random.nextDouble() * days;
    int employer = random.nextInt(14);
    return new SlowEvent(
        id,
        version,
        type,
        FIRST_DAY * DAY + (long) (day * DAY),
        random.nextInt(10) == 0 ? "POSTED" : "SELF_REPORTED",
        employer == 0 ? null : "e" + employer,
        random.nextDouble() < 0.8 ? "busy-role" : "quiet-role",
        random.nextDouble() < 0.9 ? "engineering" : null,
        random.nextBoolean() ? "SENIOR" : null,
        us ? "US" : "DE",
        us && random.nextBoolean() ? "US-CA" : null,
        random.nextDouble() < 0.8 == us ? "USD" : "EUR",
        "YEAR",
        Math.exp(11 + 0.4 * random.nextGaussian()),
        null,
        null,
        null,
        random.nextBoolean() ? List.of("skill:kafka") : List.of());
  }

  private static Contribution contribution(SlowEvent e) {
    double rate = e.observedAt() >= 18_930 * DAY ? 0.8 : 0.9;
    double usd = e.currency().equals("USD") ? e.amount() : e.amount() / rate;
    boolean inUs = e.country().equals("US");
    double local = inUs ? usd : e.currency().equals("EUR") ? e.amount() : usd * rate;
    String currency = inUs ? "USD" : "EUR";
    Pay inUsd = Pay.of(usd, "USD");
    List<String> facets = new ArrayList<>();
    Level level = e.level() == null ? null : Level.valueOf(e.level());
    if (level != null) {
      facets.add(Facet.level(level));
    }
    facets.addAll(e.facets());
    return new Contribution(
        e.role(),
        e.family(),
        new RegionPath(e.country(), e.subdivision()),
        level,
        e.posted() ? SourceType.POSTED : SourceType.OFFER,
        PayPeriod.YEAR,
        Grid.dayOf(e.observedAt()),
        currency,
        inUs ? inUsd : Pay.of(local, currency),
        inUsd,
        e.employer() == null ? Contribution.ANONYMOUS : Integer.parseInt(e.employer().substring(1)),
        facets,
        0);
  }
}
