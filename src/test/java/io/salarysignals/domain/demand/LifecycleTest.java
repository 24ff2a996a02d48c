package io.salarysignals.domain.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.NumberedTexts;
import io.salarysignals.streams.codec.PostingHistoryCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lives and panes of postings against a slow model, in any order, and taken back. */
class LifecycleTest {
  private static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;
  private static final String[] PLACES = {"US-CA", "US-NY", "GB"};
  private final Lifecycle lifecycle = new Lifecycle(LifecycleRules.DEFAULT);

  /** Panes in a map; empty ones are dropped, as in a store. */
  private final NumberedTexts texts = new NumberedTexts();

  private static final class MapPanes implements LifePanes.Panes {
    final Map<String, DemandPane> panes = new HashMap<>();

    @Override
    public DemandPane at(String region, String facet, int day) {
      return panes.computeIfAbsent(region + '|' + facet + '|' + day, k -> new DemandPane());
    }

    void change(PostingLife before, PostingLife after) {
      for (String target : LifeTargets.of(before, after)) {
        LifePanes.add(-1, target, before, this);
        LifePanes.add(1, target, after, this);
      }
      panes.values().removeIf(DemandPane::isEmpty);
    }
  }

  private static PostingAttributes attributes(String place, Level level) {
    RegionPath path = new RegionPath(place.substring(0, 2), place.length() == 2 ? null : place);
    return new PostingAttributes(
        "data-engineer", null, level, List.of(path), List.of("sql"), 1, 7, 1, 0, true, 0);
  }

  private static PostingFact fact(
      int version, PostingEventType type, long at, int corrects, PostingAttributes a, long end) {
    return new PostingFact(version, type, at, corrects, version * 31L, false, end, a, null);
  }

  private PostingHistory take(List<PostingFact> facts, MapPanes panes) {
    PostingHistory history = null;
    for (PostingFact fact : facts) {
      Lifecycle.Decision decision = lifecycle.decide(1, history, fact);
      if (decision.next() != null) {
        byte[] bytes = PostingHistoryCodec.write(decision.next(), texts, new ByteWriter());
        history = PostingHistoryCodec.read(bytes, texts, new ByteReader());
        assertThat(history).isEqualTo(decision.next());
        panes.change(decision.before(), decision.after());
      }
    }
    return history;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderGivesTheSameLife(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      // Given a posting with corrections, retractions, conflicts and duplicates
      List<PostingFact> facts = randomFacts(random);
      MapPanes straight = new MapPanes();
      PostingHistory expected = take(facts, straight);
      // When its events come in another order, some of them twice
      List<PostingFact> shuffled = new ArrayList<>(facts);
      shuffled.addAll(facts.subList(0, facts.size() / 2));
      Collections.shuffle(shuffled, random);
      MapPanes panes = new MapPanes();
      PostingHistory history = take(shuffled, panes);
      // Then the history, the life and the panes are the same
      assertThat(history).isEqualTo(expected);
      assertThat(stocks(panes)).isEqualTo(stocks(straight));
    }
  }

  private static List<PostingFact> randomFacts(Random random) {
    List<PostingFact> facts = new ArrayList<>();
    int n = 2 + random.nextInt(12);
    for (int version = 1; version <= n; version++) {
      PostingEventType type = PostingEventType.values()[random.nextInt(7)];
      boolean amends = type.compareTo(PostingEventType.CORRECTED) >= 0;
      int target = amends && version > 1 ? 1 + random.nextInt(version - 1) : 0;
      if (amends && target == 0) {
        type = PostingEventType.OPENED;
      } else if (type == PostingEventType.RETRACTED && random.nextInt(4) == 0) {
        target = 0;
      }
      boolean says = type.compareTo(PostingEventType.CLOSED) < 0 || type.name().equals("CORRECTED");
      Level level = Level.of(random.nextInt(3));
      long at = random.nextInt(60 * 24) * HOUR;
      long end = random.nextInt(3) > 0 ? PostingFact.NO_END : at + random.nextInt(40) * DAY;
      PostingAttributes a =
          says && random.nextInt(5) > 0 ? attributes(PLACES[random.nextInt(3)], level) : null;
      facts.add(fact(version, type, at, target, a, end));
      if (random.nextInt(10) == 0) {
        facts.add(
            new PostingFact(
                version, PostingEventType.OPENED, at, 0, random.nextLong(), false, end, a, null));
      }
    }
    return facts;
  }

  private static Map<String, String> stocks(MapPanes panes) {
    Map<String, String> all = new HashMap<>();
    panes.panes.forEach(
        (key, pane) -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < DemandPane.SIZE; i++) {
            text.append(pane.count(i)).append(' ');
          }
          for (int i = 0; i < pane.ageCount(); i++) {
            text.append(pane.age(i)).append(':').append(pane.deaths(i)).append('/');
            text.append(pane.exits(i)).append(' ');
          }
          all.put(key, text.toString());
        });
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void stockEqualsAWalkThroughTheHours(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      // Given a posting that flaps and moves, events an hour apart at least
      List<PostingFact> facts = new ArrayList<>();
      long hour = random.nextInt(48);
      int events = 1 + random.nextInt(30);
      for (int version = 1; version <= events; version++) {
        int kind = version == 1 ? 0 : random.nextInt(4);
        PostingEventType type =
            kind == 3 ? PostingEventType.CLOSED : PostingEventType.values()[kind % 3];
        PostingAttributes a =
            kind == 3 ? null : attributes(PLACES[random.nextInt(3)], Level.of(random.nextInt(2)));
        facts.add(fact(version, type, hour * HOUR, 0, a, PostingFact.NO_END));
        hour += 1 + (random.nextInt(4) == 0 ? random.nextInt(400) : random.nextInt(30));
      }
      MapPanes panes = new MapPanes();
      take(facts, panes);
      // When the same is found by looking at every day's end
      int last = (int) (hour / 24) + 2;
      for (String region : new String[] {"US-CA", "US-NY", "US", "GB", "WORLD"}) {
        long open = 0;
        for (int day = 0; day < last; day++) {
          DemandPane pane = panes.panes.get(region + "|all|" + day);
          open += pane == null ? 0 : pane.net();
          // Then the sum of the days' changes is the stock
          assertThat(open)
              .as("seed %d round %d %s day %d", seed, round, region, day)
              .isEqualTo(slowlyOpen(facts, (day + 1) * DAY, region) ? 1 : 0);
        }
      }
    }
  }

  /** Whether the posting counts as open just before {@code time}, with hindsight about gaps. */
  private static boolean slowlyOpen(List<PostingFact> facts, long time, String region) {
    boolean open = false;
    long closedAt = 0;
    PostingAttributes now = null;
    for (PostingFact fact : facts) {
      if (fact.at() >= time) {
        boolean opens =
            fact.type() == PostingEventType.OPENED || fact.type() == PostingEventType.REPOSTED;
        if (!open && opens) {
          open = now != null && fact.at() - closedAt <= 7 * DAY;
          break;
        }
        if (open) {
          break;
        }
      } else if (fact.type() == PostingEventType.CLOSED) {
        closedAt = open ? fact.at() : closedAt;
        open = false;
      } else if (fact.type() != PostingEventType.UPDATED || open) {
        open = true;
        now = fact.attributes();
      }
    }
    String place = now == null ? "" : now.places().get(0).mostSpecific();
    return open
        && (region.equals("WORLD") || place.equals(region) || place.startsWith(region + "-"));
  }

  @Test
  void aPostingTakenBackLeavesNothing() {
    // Given a posting that closes, expires, reopens, moves region and loses its pay
    MapPanes panes = new MapPanes();
    long none = PostingFact.NO_END;
    List<PostingFact> facts = new ArrayList<>();
    facts.add(fact(1, PostingEventType.OPENED, 0, 0, attributes("US-CA", Level.MID), 30 * DAY));
    facts.add(fact(2, PostingEventType.CLOSED, 5 * DAY, 0, null, none));
    facts.add(fact(3, PostingEventType.OPENED, 20 * DAY, 0, attributes("GB", Level.MID), 40 * DAY));
    facts.add(fact(4, PostingEventType.REPOSTED, 60 * DAY, 0, attributes("US", null), none));
    facts.add(fact(5, PostingEventType.UPDATED, 61 * DAY, 0, attributes("US-NY", null), none));
    facts.add(fact(6, PostingEventType.CORRECTED, 6 * DAY, 2, null, none));
    take(facts, panes);
    assertThat(panes.panes).isNotEmpty();
    // When it is retracted as a whole
    facts.add(fact(7, PostingEventType.RETRACTED, 70 * DAY, 0, null, none));
    PostingHistory history = take(facts, new MapPanes());
    MapPanes all = new MapPanes();
    take(facts, all);
    // Then no pane is left, and one fact remembers it
    assertThat(all.panes).isEmpty();
    assertThat(history.facts()).hasSize(1);
  }

  @Test
  void expiryIsBookedAheadAndGivesWay() {
    // Given a posting that is valid for 30 days
    MapPanes panes = new MapPanes();
    List<PostingFact> facts = new ArrayList<>();
    facts.add(fact(1, PostingEventType.OPENED, 0, 0, attributes("GB", null), 30 * DAY));
    take(facts, panes);
    assertThat(panes.panes.get("GB|all|30").count(DemandPane.EXPIRED)).isEqualTo(1);
    // When it is closed on day 10
    facts.add(fact(2, PostingEventType.CLOSED, 10 * DAY, 0, null, PostingFact.NO_END));
    MapPanes closed = new MapPanes();
    take(facts, closed);
    // Then it never expires
    assertThat(closed.panes).doesNotContainKey("GB|all|30");
    assertThat(closed.panes.get("GB|all|10").count(DemandPane.CLOSED)).isEqualTo(1);
    assertThat(closed.panes.get("GB|all|10").deaths(0)).isEqualTo(1);
  }

  @Test
  void flappingIsOneSpellInLittleRoom() {
    // Given 140 reopenings, six hours after each close
    List<PostingFact> facts = new ArrayList<>();
    for (int i = 0; i <= 140; i++) {
      long at = i * 12 * HOUR;
      PostingAttributes a = attributes("GB", Level.MID);
      facts.add(fact(2 * i + 1, PostingEventType.OPENED, at, 0, a, PostingFact.NO_END));
      facts.add(
          fact(2 * i + 2, PostingEventType.CLOSED, at + 6 * HOUR, 0, null, PostingFact.NO_END));
    }
    PostingHistory history = take(facts, new MapPanes());
    // Then it was open once, and what is kept stays small
    assertThat(lifecycle.life(1, history).segments()).hasSize(1);
    assertThat(PostingHistoryCodec.write(history, texts, new ByteWriter())).hasSizeLessThan(8_000);
  }
}
