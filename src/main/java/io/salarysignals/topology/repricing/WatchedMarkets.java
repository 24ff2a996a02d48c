package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.History;
import io.salarysignals.domain.repricing.MarketWatch;
import io.salarysignals.domain.repricing.WatchFold;
import io.salarysignals.domain.repricing.WatchFormat;
import io.salarysignals.domain.repricing.WatchRules;
import io.salarysignals.domain.repricing.WatchState;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
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

  private final WatchRules rules;
  private final KeyValueStore<Bytes, byte[]> days;
  private final KeyValueStore<Bytes, byte[]> states;
  private final KeyValueStore<Bytes, byte[]> checkpoints;
  private final KeyValueStore<Bytes, byte[]> due;
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
    Entry known = entry(market);
    boolean any = holdsProtected || (known != null && known.holdsProtected);
    if (known == null || !known.currency.equals(currency) || any != known.holdsProtected) {
      save(market, new Entry(currency, any, known == null ? new WatchState() : known.state));
    }
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
    forget(market, from, through, first, history);
    if (open != Integer.MIN_VALUE) {
      due.put(Stores.dayText(open, market), new byte[0]);
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
  private void forget(String market, int from, int through, int firstKept, History history) {
    int after = from == Integer.MIN_VALUE ? Integer.MIN_VALUE / 2 : from;
    history.between(after, through + 1, (day, s) -> due.delete(Stores.dayText(day, market)));
    try (KeyValueIterator<Bytes, byte[]> entries =
        checkpoints.range(
            Stores.textDay(market, Integer.MIN_VALUE), Stores.textDay(market, firstKept - 1))) {
      while (entries.hasNext()) {
        checkpoints.delete(entries.next().key);
      }
    }
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
  }
}
