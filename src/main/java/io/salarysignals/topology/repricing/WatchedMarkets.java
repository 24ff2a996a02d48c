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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
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
  private static final byte[] NOTHING = {};

  private final WatchRules rules;
  private final KeyValueStore<Bytes, byte[]> days;
  private final KeyValueStore<Bytes, byte[]> states;
  private final KeyValueStore<Bytes, byte[]> checkpoints;
  private final KeyValueStore<Bytes, byte[]> due;
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
      List<Episode> before, List<Episode> after, String currency, boolean holdsProtected) {}

  /**
   * What is asked of a market whenever one of its days changes; about 100 bytes, of every market.
   *
   * @param through the last day that was folded in
   * @param pane how long its panes are, or null before the first fold
   */
  private record Brief(String currency, boolean holdsProtected, int through, PaneLength pane) {
    static Brief of(Entry entry) {
      WatchState state = entry.state;
      return new Brief(entry.currency, entry.holdsProtected, state.through(), state.pane());
    }
  }

  private record Entry(String currency, boolean holdsProtected, WatchState state) {}

  WatchedMarkets(
      WatchRules rules,
      KeyValueStore<Bytes, byte[]> days,
      KeyValueStore<Bytes, byte[]> states,
      KeyValueStore<Bytes, byte[]> checkpoints,
      KeyValueStore<Bytes, byte[]> due) {
    this.rules = rules;
    this.days = days;
    this.states = states;
    this.checkpoints = checkpoints;
    this.due = due;
  }

  /** Remembers what a market's alerts need to know of it. */
  void describe(String market, String currency, boolean holdsProtected) {
    Brief known = brief(market);
    boolean any = holdsProtected || (known != null && known.holdsProtected);
    if (known == null || !known.currency.equals(currency) || any != known.holdsProtected) {
      Entry entry = entry(market);
      save(market, new Entry(currency, any, entry == null ? new WatchState() : entry.state));
    }
  }

  /**
   * Notes that a day of a market changed. One that was folded in is due by itself; one after those
   * is due with the last day of its pane, as nothing comes of it before.
   */
  void changed(String market, int day) {
    Brief known = brief(market);
    boolean waits = known != null && known.pane != null && day > known.through;
    due.put(Stores.dayText(waits ? known.pane.lastOf(day) : day, market), NOTHING);
  }

  private Brief brief(String market) {
    Brief brief = briefs.get(market);
    if (brief == null) {
      Entry entry = entry(market);
      brief = entry == null ? null : Brief.of(entry);
      if (brief != null) {
        briefs.put(market, brief);
      }
    }
    return brief;
  }

  /** Folds a market up to {@code settled}, exclusive, after {@code day} changed. */
  Folded fold(String market, int day, int settled) {
    Entry known = entry(market);
    List<Episode> before = List.copyOf(known.state.episodes());
    History history = history(market);
    MarketWatch watch =
        watches.computeIfAbsent(market, m -> new MarketWatch(rules, history(market)));
    WatchState state = known.state;
    int through = settled - 1;
    if (day <= state.through()) {
      watch.forget();
      through = Math.max(through, state.through());
      state = restore(market, day);
    } else {
      // What was read is changed below; what was before must stay as it was.
      state = Numbers.state(Numbers.bytes(state));
    }
    int from = state.through();
    int first = Math.floorDiv(through - CHECKPOINTS_KEPT_DAYS, CHECKPOINT_DAYS) * CHECKPOINT_DAYS;
    int open = Integer.MIN_VALUE;
    for (int to = first; to < through; to += CHECKPOINT_DAYS) {
      if (to > state.through()) {
        WatchFold.fold(watch, history, state, to);
        checkpoints.put(Stores.textDay(market, to), Numbers.bytes(state));
      }
    }
    if (through > state.through()) {
      open = WatchFold.fold(watch, history, state, through);
    }
    save(market, new Entry(known.currency, known.holdsProtected, state));
    forget(market, from, through, first);
    if (state.pane() != known.state.pane()) {
      // Days to come were due with the last day of the panes as they were.
      daysOf(market, through + 1, LAST_DAY, later -> changed(market, later));
    }
    if (open != Integer.MIN_VALUE) {
      due.put(Stores.dayText(open, market), NOTHING);
    }
    return new Folded(before, state.episodes(), known.currency, known.holdsProtected);
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

  /** Days that were folded in are no longer due, and old checkpoints no longer needed. */
  private void forget(String market, int from, int through, int firstKept) {
    int after = from == Integer.MIN_VALUE ? Integer.MIN_VALUE / 2 : from;
    daysOf(market, after, through, day -> due.delete(Stores.dayText(day, market)));
    try (KeyValueIterator<Bytes, byte[]> entries =
        checkpoints.range(
            Stores.textDay(market, Integer.MIN_VALUE), Stores.textDay(market, firstKept - 1))) {
      while (entries.hasNext()) {
        checkpoints.delete(entries.next().key);
      }
    }
  }

  private void daysOf(String market, int from, int to, IntConsumer visitor) {
    List<Integer> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        days.range(Stores.textDay(market, from), Stores.textDay(market, to))) {
      while (entries.hasNext()) {
        found.add(Stores.dayAtEnd(entries.next().key));
      }
    }
    found.forEach(visitor::accept);
  }

  private History history(String market) {
    return (from, to, visitor) -> {
      if (to <= from) {
        return;
      }
      try (KeyValueIterator<Bytes, byte[]> entries =
          days.range(Stores.textDay(market, from), Stores.textDay(market, to - 1))) {
        while (entries.hasNext()) {
          KeyValue<Bytes, byte[]> entry = entries.next();
          visitor.day(Stores.dayAtEnd(entry.key), Numbers.strata(entry.value));
        }
      }
    };
  }

  private Entry entry(String market) {
    byte[] bytes = states.get(Stores.text(market));
    if (bytes == null) {
      return null;
    }
    ByteReader in = new ByteReader().over(bytes);
    String currency = in.readString();
    boolean holdsProtected = in.readByte() != 0;
    return new Entry(currency, holdsProtected, WatchFormat.readState(Numbers.reader(in)));
  }

  private void save(String market, Entry entry) {
    ByteWriter out = new ByteWriter();
    out.writeString(entry.currency);
    out.writeByte(entry.holdsProtected ? 1 : 0);
    WatchFormat.write(entry.state, Numbers.writer(out));
    states.put(Stores.text(market), out.toBytes());
    briefs.put(market, Brief.of(entry));
  }
}
