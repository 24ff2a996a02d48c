package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seven years of postings with days that are folded say what they say without. */
class DemandExpiryTest {
  private static final long DAY = Grid.DAY_MILLIS;
  private static final int DAYS = 2_600;
  private static final int RETENTION = 20;

  /** So far back windows are corrected, at least: retention and the longest window. */
  private static final int TOLD_DAYS = RETENTION + 364;

  /** A change of a life that becomes known on a day. */
  private record Change(int day, PostingLife before, PostingLife after) {}

  @ParameterizedTest
  @ValueSource(longs = 1)
  void whatIsFoldedChangesNothing(long seed) {
    System.out.println("seed " + seed);
    List<Change> changes = changes(new Random(seed));
    // When all is kept, and when days and vacancies are forgotten that nothing looks at
    MemoryDemandState all = new MemoryDemandState();
    MemoryDemandState few = new MemoryDemandState();
    Map<String, String> kept = run(changes, -1, all);
    Map<String, String> folded = run(changes, RETENTION * DAY, few);
    // Then the same stands
    assertThat(kept).hasSizeGreaterThan(1_000);
    assertThat(folded.keySet()).isEqualTo(kept.keySet());
    kept.forEach((window, content) -> assertThat(folded.get(window)).as(window).isEqualTo(content));
    // And there is less of it
    System.out.printf(
        "days %d of %d, members %d of %d%n", few.days(), all.days(), few.members(), all.members());
    assertThat(few.days()).isLessThan(all.days() * 3 / 4);
    assertThat(few.members()).isLessThan(all.members() * 3 / 4);
  }

  private static List<Change> changes(Random random) {
    List<Change> changes = new ArrayList<>();
    for (int key = 0; key < 700; key++) {
      int from = random.nextInt(DAYS);
      int to = from + 1 + random.nextInt(random.nextInt(8) == 0 ? 1_500 : 90);
      PostingAttributes attributes = attributes(random);
      PostingLife none = PostingLife.none(key);
      PostingLife open = life(key, from, PostingLife.OPEN, attributes);
      changes.add(new Change(from, none, open));
      if (to < DAYS) {
        PostingLife closed = life(key, from, to, attributes);
        // Up to ten days late, which retention allows
        int known = Math.min(DAYS, to + random.nextInt(10));
        changes.add(new Change(known, open, closed));
        // What reaches further back than windows are corrected leaves them as they were told
        if (random.nextInt(8) == 0 && known + 5 - from < TOLD_DAYS) {
          changes.add(new Change(Math.min(DAYS, known + 5), closed, none));
        }
      }
    }
    changes.sort(Comparator.comparingInt(Change::day));
    return changes;
  }

  private static PostingAttributes attributes(Random random) {
    return new PostingAttributes(
        random.nextInt(3) == 0 ? "q" : "r",
        null,
        null,
        List.of(new RegionPath("US", random.nextBoolean() ? "US-CA" : "US-NY")),
        random.nextBoolean() ? List.of("sql") : List.of(),
        0,
        random.nextInt(12),
        random.nextInt(5),
        0,
        random.nextBoolean(),
        0);
  }

  private static PostingLife life(long key, int from, int to, PostingAttributes attributes) {
    Exit exit = to == PostingLife.OPEN ? Exit.OPEN : Exit.CLOSED;
    Segment segment = new Segment(from, to, from, false, true, exit, attributes);
    return new PostingLife(key, List.of(segment), List.of(), List.of());
  }

  private static Map<String, String> run(
      List<Change> changes, long retention, MemoryDemandState state) {
    Map<String, String> standing = new TreeMap<>();
    DemandRules rules = DemandRules.defaults(Grid.standard(), 0, retention);
    DemandSink sink = new Standing(standing);
    DemandEngine engine = new PaneDemandEngine(rules, 1, state, sink);
    int told = 0;
    for (Change change : changes) {
      StockChanges totals = new StockChanges();
      totals.add(change.before, change.after);
      totals.forEach(engine::total);
      PostingLife some = change.after.counts() ? change.after : change.before;
      String role = some.segments().get(0).attributes().role();
      engine.change(role, change.before, change.after);
      if (change.day >= told + 14) {
        told = change.day;
        engine.progress(0, 1, new SourceProgress(told * DAY, told * DAY, false));
        engine.correct(() -> false);
        engine.close(() -> false);
        engine.save();
        if (told % 19 == 0) {
          engine = new PaneDemandEngine(rules, 1, state, sink);
        }
      }
    }
    engine.progress(0, 1, new SourceProgress(SourceProgress.CLOSED, DAYS * DAY, false));
    for (int i = 0; i < 3; i++) {
      engine.correct(() -> false);
      engine.close(() -> false);
    }
    engine.save();
    assertThat(engine.isComplete()).isTrue();
    return standing;
  }

  private record Standing(Map<String, String> events) implements DemandSink {
    @Override
    public void signal(DemandEvent event) {
      String key = event.market().key() + '|' + event.facet() + '|' + event.horizon() + event.end();
      if (event.status() == DemandEvent.Status.RETRACTION) {
        events.remove(key);
      } else {
        events.put(key, event.n() + " " + event.employers() + " " + event.figures());
      }
    }

    @Override
    public void gridEnd(int end, long finals, long suppressed, long corrections) {}

    @Override
    public void progress(int closedThrough, long watermark, boolean complete) {}
  }
}
