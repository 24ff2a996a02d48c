package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In order, with everything late, and with restarts in between, the same events stand. */
class PaneDemandEngineTest {
  private static final long DAY = 86_400_000L;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatStandsDoesNotDependOnTheOrder(long seed) {
    Random random = new Random(seed);
    List<PostingLife> lives = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int from = random.nextInt(60);
      int to = from + random.nextInt(30);
      lives.add(life(i, from, to, random));
    }
    // Given the lives in order of time, watermarks rising with them
    lives.sort((a, b) -> a.segments().get(0).from() - b.segments().get(0).from());
    Standing inOrder = run(lives, Arrival.IN_ORDER);
    // When they come in any order behind a watermark that has passed nearly all
    Collections.shuffle(lives, random);
    Standing late = run(lives, Arrival.BEHIND);
    // Then the same stands, and some of it had to be corrected
    assertThat(late.events).isEqualTo(inOrder.events).isNotEmpty();
    assertThat(late.corrections).isPositive();
    // And where watermarks rise while changes of many closed days wait to be told
    Standing between = run(lives, Arrival.BETWEEN);
    assertThat(between.events).isEqualTo(inOrder.events);
    assertThat(between.corrections).isPositive();
    // And the location quotients are those of the lives, counted one by one
    assertThat(late.quotients).isNotEmpty();
    late.quotients.forEach(
        (window, quotient) ->
            assertThat(quotient).as("%s", window).isEqualTo(quotient(window, lives)));
  }

  private static Double quotient(Window window, List<PostingLife> lives) {
    String parent = window.region.equals("US") ? "WORLD" : "US";
    int day = window.end - 1;
    double here = open(lives, window.role, window.region, day);
    double allHere = open(lives, null, window.region, day);
    double there = open(lives, window.role, parent, day);
    double all = open(lives, null, parent, day);
    boolean told = allHere > 0 && there > 0;
    return told ? Double.valueOf(Math.round(100 * (here / allHere) / (there / all)) / 100.0) : null;
  }

  private static long open(List<PostingLife> lives, String role, String region, int day) {
    return lives.stream()
        .map(life -> life.segments().get(0))
        .filter(s -> role == null || s.attributes().role().equals(role))
        .filter(s -> s.from() <= day && day < s.to())
        .filter(s -> LifePanes.regions(s.attributes()).contains(region))
        .count();
  }

  private record Window(String role, String region, int days, int end) {
    static Window of(DemandEvent e) {
      return new Window(e.market().role(), e.market().region(), e.horizon().days(), e.end());
    }
  }

  private enum Arrival {
    /** By event time. */
    IN_ORDER,
    /** In any order, behind a watermark that has passed nearly all. */
    BEHIND,
    /** In any order, while the watermark rises; corrections are seldom told. */
    BETWEEN
  }

  private static Standing run(List<PostingLife> lives, Arrival arrival) {
    Standing standing = new Standing();
    MemoryDemandState state = new MemoryDemandState();
    // In order everything stays in memory, else next to nothing
    DemandRules rules = rules(arrival == Arrival.IN_ORDER ? 1_000_000 : 5);
    DemandEngine engine = new PaneDemandEngine(rules, 1, state, standing);
    for (int i = 0; i < lives.size(); i++) {
      PostingLife life = lives.get(i);
      PostingLife none = PostingLife.none(life.key());
      StockChanges totals = new StockChanges();
      totals.add(none, life);
      totals.forEach(engine::total);
      String role = life.segments().get(0).attributes().role();
      // The third role is another task's: of it, only the totals come here
      if (!role.equals("q")) {
        engine.change(role, none, life);
      }
      int from = life.segments().get(0).from();
      // Ends known ahead may lie behind later watermarks only, never before them.
      engine.progress(
          0,
          1,
          at(
              switch (arrival) {
                case IN_ORDER -> from;
                case BEHIND -> 90;
                case BETWEEN -> 90 * i / lives.size();
              }));
      if (i % 20 == 0) {
        if (arrival != Arrival.BETWEEN || i % 140 == 0) {
          engine.correct(() -> false);
        }
        engine.close(() -> false);
        engine.tellProvisional(() -> false);
      }
      if (i % 10 == 0) {
        engine.save();
      }
      if (arrival != Arrival.IN_ORDER && i % 50 == 0) {
        engine.save();
        engine = new PaneDemandEngine(rules, 1, state, standing);
      }
    }
    engine.progress(0, 1, at(90));
    engine.progress(0, 1, new SourceProgress(SourceProgress.CLOSED, 90 * DAY, false));
    engine.correct(() -> false);
    engine.close(() -> false);
    engine.correct(() -> false);
    engine.close(() -> false);
    assertThat(engine.isComplete()).isTrue();
    return standing;
  }

  private static DemandRules rules(int maxLivePanes) {
    DemandRules r = DemandRules.defaults(Grid.standard(), 0, -1);
    return new DemandRules(
        r.grid(),
        r.graceMillis(),
        r.retentionMillis(),
        r.minPostings(),
        r.minOpenings(),
        r.indexBaseDay(),
        r.vacancyDays(),
        r.fingerprintBits(),
        r.maxGroup(),
        r.maxSkills(),
        maxLivePanes);
  }

  private static SourceProgress at(int day) {
    return new SourceProgress(day * DAY, day * DAY, false);
  }

  private static PostingLife life(long key, int from, int to, Random random) {
    String sub = random.nextBoolean() ? "US-CA" : "US-NY";
    PostingAttributes a =
        new PostingAttributes(
            List.of("r", "r", "p", "q").get(random.nextInt(4)),
            null,
            Level.of(random.nextInt(2)),
            List.of(new RegionPath("US", sub)),
            List.of("sql"),
            random.nextInt(8),
            -1,
            0,
            0,
            random.nextBoolean(),
            0);
    PostingLife.Exit exit =
        random.nextBoolean() ? PostingLife.Exit.CLOSED : PostingLife.Exit.EXPIRED;
    return new PostingLife(
        key,
        List.of(new PostingLife.Segment(from, to, from, false, true, exit, a)),
        List.of(),
        List.of());
  }

  private static final class Standing implements DemandSink {
    final Map<String, String> events = new TreeMap<>();
    final Map<Window, Double> quotients = new HashMap<>();
    int corrections;

    @Override
    public void signal(DemandEvent event) {
      String key = event.market().key() + '|' + event.facet() + '|' + event.horizon() + event.end();
      if (event.status() == DemandEvent.Status.RETRACTION) {
        events.remove(key);
      } else {
        events.put(key, event.n() + " " + event.figures());
      }
      if (event.figures() != null && event.facet().equals("all")) {
        Double quotient = event.figures().locationQuotient();
        boolean world = event.market().region().equals("WORLD");
        assertThat(world && quotient != null).isFalse();
        if (!world) {
          quotients.put(Window.of(event), quotient);
        }
      } else if (event.facet().equals("all")) {
        quotients.remove(Window.of(event));
      }
      corrections += event.status() == DemandEvent.Status.CORRECTION ? 1 : 0;
    }

    @Override
    public void gridEnd(int end, long finals, long suppressed, long more) {}

    @Override
    public void progress(int closedThrough, long watermark, boolean complete) {}
  }
}
