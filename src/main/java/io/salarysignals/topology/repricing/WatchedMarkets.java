package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.History;
import io.salarysignals.domain.repricing.MarketWatch;
import io.salarysignals.domain.repricing.PaneLength;
import io.salarysignals.domain.repricing.WatchFold;
import io.salarysignals.domain.repricing.WatchFormat;
import io.salarysignals.domain.repricing.WatchRules;
import io.salarysignals.domain.repricing.WatchState;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The stored watches of one task. Beside a market's state there is one of each week's end of the
 * last eight, so that a late change is folded in from there; from an older one on, everything is
 * folded again.
 */
final class WatchedMarkets {
  private static final int CHECKPOINT_DAYS = 7;
  private static final int CHECKPOINTS_KEPT_DAYS = 56;
  private static final int WATCHES_IN_MEMORY = 1_000;
  private static final int LAST_DAY = Integer.MAX_VALUE / 2;

  private final ByteReader reader = new ByteReader();
  private final ByteWriter writer = new ByteWriter();
  private final WatchRules rules;
  private final KeyValueStore<Bytes, byte[]> states;
  private final KeyValueStore<Bytes, byte[]> checkpoints;
  private final DueMarkets due;
  private final RoleHistory roleHistory;
  private final History history;
  private final Map<String, Brief> briefs = new HashMap<>();
  private final Map<String, MarketWatch> watches =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, MarketWatch> eldest) {
          return size() > WATCHES_IN_MEMORY;
        }
      };

  /** What a fold changed. */
  record Folded(
      List<Episode> before,
      List<Episode> after,
      String currency,
      boolean holdsProtected,
      boolean watchedBefore,
      boolean watchedAfter) {}

  /** What the alerts of a market need to know of it, and the first of its days. */
  private record About(String currency, boolean holdsProtected, int first) {}

  /**
   * What is asked of a market whenever one of its days changes; about 100 bytes, of every market.
   *
   * @param through the last day that was folded in
   * @param pane how long its panes are, or null before the first fold
   */
  private record Brief(About about, int through, PaneLength pane) {}

  private record Entry(About about, WatchState state) {}

  /**
   * @param due gets what is to be folded later
   * @param roleHistory the days, turned to the role that is folded
   */
  WatchedMarkets(
      WatchRules rules,
      KeyValueStore<Bytes, byte[]> states,
      KeyValueStore<Bytes, byte[]> checkpoints,
      DueMarkets due,
      RoleHistory roleHistory) {
    this.rules = rules;
    this.states = states;
    this.checkpoints = checkpoints;
    this.due = due;
    this.roleHistory = roleHistory;
    this.history = roleHistory.history();
  }

  /** The name of a market: role|region|basis. */
  static String market(String role, String region) {
    int bar = role.lastIndexOf('|');
    return role.substring(0, bar + 1) + region + role.substring(bar);
  }

  /** Remembers what a market's alerts need to know of it, of a day that came in. */
  void describe(String role, int day, StoredDay.Place place) {
    String market = market(role, place.region());
    Brief known = brief(market);
    boolean any = place.isProtected() || (known != null && known.about.holdsProtected);
    int first = known == null ? day : Math.min(known.about.first, day);
    About about = new About(place.currency(), any, first);
    if (known == null || !about.equals(known.about)) {
      Entry entry = entry(market);
      save(market, new Entry(about, entry == null ? new WatchState() : entry.state));
    }
  }

  /**
   * Notes that a day of a market changed. One that was folded in is due by itself; one after those
   * is due with the last day of its pane, as nothing comes of it before.
   */
  void changed(String role, String region, int day) {
    Brief known = brief(market(role, region));
    boolean waits = known != null && known.pane != null && day > known.through;
    due.add(role, region, waits ? known.pane.lastOf(day) : day);
  }

  private Brief brief(String market) {
    Brief brief = briefs.get(market);
    if (brief == null) {
      Entry entry = entry(market);
      if (entry != null) {
        brief = new Brief(entry.about, entry.state.through(), entry.state.pane());
        briefs.put(market, brief);
      }
    }
    return brief;
  }

  /** Folds a market up to {@code settled}, exclusive, after {@code day} changed. */
  Folded fold(String role, String region, int day, int settled) {
    String market = market(role, region);
    roleHistory.region(region);
    Entry known = entry(market);
    List<Episode> before = List.copyOf(known.state.episodes());
    PaneLength paneBefore = known.state.pane();
    int foldedBefore = known.state.through();
    MarketWatch watch = watches.computeIfAbsent(market, m -> new MarketWatch(rules, history));
    WatchState state;
    int through = settled - 1;
    if (day <= foldedBefore) {
      watch.forget();
      through = Math.max(through, foldedBefore);
      state = restore(market, day);
    } else {
      // What was read is changed below; what was before must stay as it was.
      state = entry(market).state;
    }
    int open = Integer.MIN_VALUE;
    int firstKept = firstKept(through);
    int from = Math.max(firstKept, ceil(known.about.first));
    for (int to = from; to < through; to += CHECKPOINT_DAYS) {
      int stateBefore = state.through();
      if (to > stateBefore) {
        WatchFold.fold(watch, history(known), state, to);
        if (state.through() != stateBefore) {
          checkpoints.put(Stores.textDay(market, to), Numbers.bytes(state));
        }
      }
    }
    if (through > state.through()) {
      open = WatchFold.fold(watch, history(known), state, through);
    }
    save(market, new Entry(known.about, state));
    due.done(role, region, through);
    dropCheckpoints(market, known, foldedBefore, firstKept);
    if (state.pane() != paneBefore) {
      // Days to come were due with the last day of the panes as they were.
      history.counts(through + 1, LAST_DAY, (later, n) -> changed(role, region, later));
    }
    if (open != Integer.MIN_VALUE) {
      due.add(role, region, open);
    }
    return new Folded(
        before,
        state.episodes(),
        known.about.currency,
        known.about.holdsProtected,
        known.state.isWatched(),
        state.isWatched());
  }

  /** The days of a market from its first one on: none are looked for before that. */
  private History history(Entry known) {
    int first = known.about.first;
    return new History() {
      @Override
      public void between(int from, int to, Visitor visitor) {
        history.between(Math.max(from, first), to, visitor);
      }

      @Override
      public void counts(int from, int to, CountVisitor visitor) {
        history.counts(Math.max(from, first), to, visitor);
      }
    };
  }

  private static int ceil(int day) {
    return -Math.floorDiv(-day, CHECKPOINT_DAYS) * CHECKPOINT_DAYS;
  }

  private static int firstKept(int through) {
    return Math.floorDiv(through - CHECKPOINTS_KEPT_DAYS, CHECKPOINT_DAYS) * CHECKPOINT_DAYS;
  }

  /** The last state from before {@code day}; later ones no longer hold and are dropped. */
  private WatchState restore(String market, int day) {
    WatchState state = new WatchState();
    try (KeyValueIterator<Bytes, byte[]> entries =
        checkpoints.range(
            Stores.textDay(market, Integer.MIN_VALUE), Stores.textDay(market, Integer.MAX_VALUE))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (Stores.dayAtEnd(entry.key) >= day) {
          checkpoints.delete(entry.key);
        } else {
          WatchState earlier = Numbers.state(entry.value);
          state = earlier.through() < day ? earlier : state;
        }
      }
    }
    return state;
  }

  /** Those of before {@code firstKept}, as the fold up to {@code folded} left them. */
  private void dropCheckpoints(String market, Entry known, int folded, int firstKept) {
    if (folded == Integer.MIN_VALUE) {
      return;
    }
    int from = Math.max(firstKept(folded), ceil(known.about.first));
    int end = Math.min(firstKept, folded + CHECKPOINT_DAYS);
    for (int day = from; day < end; day += CHECKPOINT_DAYS) {
      checkpoints.delete(Stores.textDay(market, day));
    }
  }

  private Entry entry(String market) {
    byte[] bytes = states.get(Stores.text(market));
    if (bytes == null) {
      return null;
    }
    reader.over(bytes);
    About about = new About(reader.readString(), reader.readByte() != 0, reader.readInt());
    return new Entry(about, WatchFormat.readState(Numbers.reader(reader)));
  }

  private void save(String market, Entry entry) {
    writer.reset();
    writer.writeString(entry.about.currency);
    writer.writeByte(entry.about.holdsProtected ? 1 : 0);
    writer.writeLong(entry.about.first);
    WatchFormat.write(entry.state, Numbers.writer(writer));
    states.put(Stores.text(market), writer.toBytes());
    briefs.put(market, new Brief(entry.about, entry.state.through(), entry.state.pane()));
  }
}
