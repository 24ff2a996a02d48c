package io.salarysignals.topology.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.repricing.History;
import io.salarysignals.streams.codec.ByteReader;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The days of one role after the other, as its markets are folded: each day is read from the store
 * once for all of them, and the strata of a market once for all that is asked of them. What is held
 * is bounded; beyond that, days are read again and again.
 */
final class RoleHistory {
  private static final long MAX_BYTES = 32 << 20;
  private static final int MAX_STRATA = 1 << 19;

  private final KeyValueStore<Bytes, byte[]> days;
  private final long maxBytes;
  private final ByteReader reader = new ByteReader();
  private final NavigableMap<Integer, StoredDay[]> held = new TreeMap<>();
  private final Map<Integer, Strata> decoded = new HashMap<>();
  private String role = "";
  private String region = "";
  private int from;
  private int to;
  private long bytes;
  private long strata;
  private boolean tooLarge;

  RoleHistory(KeyValueStore<Bytes, byte[]> days) {
    this(days, MAX_BYTES);
  }

  /** One that holds so many bytes of days. */
  RoleHistory(KeyValueStore<Bytes, byte[]> days, long maxBytes) {
    this.days = days;
    this.maxBytes = maxBytes;
  }

  /** Turns to a role whose days may have changed since. */
  void role(String ofRole) {
    role = ofRole;
    region = "";
    drop();
  }

  /** Gives up what is held; a role is to be turned to before anything is asked. */
  void release() {
    role("");
  }

  /** Turns to a market of the role. */
  void region(String ofRegion) {
    if (!region.equals(ofRegion)) {
      region = ofRegion;
      tooLarge = false;
      forget();
    }
  }

  private void drop() {
    held.clear();
    from = 0;
    to = 0;
    bytes = 0;
    tooLarge = false;
    forget();
  }

  private void forget() {
    decoded.clear();
    strata = 0;
  }

  /** Takes one market's entry of a day. */
  private interface PlaceVisitor {
    void place(int day, StoredDay.Place place);
  }

  /** The days of the market turned to. */
  History history() {
    return new History() {
      @Override
      public void between(int first, int end, Visitor visitor) {
        places(first, end, (day, place) -> visitor.day(day, strata(day, place)));
      }

      @Override
      public void counts(int first, int end, CountVisitor visitor) {
        places(first, end, (day, place) -> visitor.day(day, place.n()));
      }
    };
  }

  private Strata strata(int day, StoredDay.Place place) {
    Strata known = decoded.get(day);
    if (known == null) {
      known = place.strata(reader);
      strata += known.size();
      if (strata > MAX_STRATA) {
        decoded.clear();
        strata = known.size();
      }
      decoded.put(day, known);
    }
    return known;
  }

  private void places(int first, int end, PlaceVisitor visitor) {
    if (end <= first) {
      return;
    }
    if (!tooLarge && (held(first, end) || read(first, end))) {
      held.subMap(first, end)
          .forEach(
              (day, parts) -> {
                for (StoredDay part : parts) {
                  if (part != null) {
                    visit(day, part, visitor);
                  }
                }
              });
      return;
    }
    scan(first, end, (day, part, stored) -> visit(day, stored, visitor));
  }

  private void visit(int day, StoredDay stored, PlaceVisitor visitor) {
    StoredDay.Place place = stored.find(region);
    if (place != null) {
      visitor.place(day, place);
    }
  }

  private boolean held(int first, int end) {
    return first >= from && end <= to;
  }

  /** Reads what is missing of a range; whether there was room for it. */
  private boolean read(int first, int end) {
    if (from == to) {
      from = first;
      to = first;
    }
    if (first < from) {
      scan(first, from, this::hold);
      from = first;
    }
    if (end > to && !tooLarge) {
      scan(to, end, this::hold);
      to = end;
    }
    if (tooLarge) {
      held.clear();
      bytes = 0;
      from = 0;
      to = 0;
    }
    return !tooLarge;
  }

  private void hold(int day, int part, StoredDay stored) {
    tooLarge |= bytes > maxBytes;
    if (tooLarge) {
      return;
    }
    StoredDay[] parts = held.computeIfAbsent(day, d -> new StoredDay[stored.parts()]);
    parts[part] = stored;
    for (StoredDay.Place place : stored.places()) {
      bytes += 64 + place.to() - place.from();
    }
  }

  /** Takes parts of days, in order. */
  interface PartVisitor {
    void part(int day, int part, StoredDay stored);
  }

  /**
   * Visits the parts that the first part of each day tells of. Compaction of the topic keeps parts
   * that a day has no more, and not the first part that once told of them.
   */
  private void scan(int first, int end, PartVisitor visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries =
        days.range(Stores.textDay(role, first), Stores.textDay(role, end - 1, Byte.MAX_VALUE))) {
      int begun = Integer.MIN_VALUE;
      int parts = 0;
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        int day = Stores.dayBeforePart(entry.key);
        int part = Stores.part(entry.key);
        StoredDay stored = new StoredDay(entry.value, reader);
        if (part == 0) {
          begun = day;
          parts = stored.parts();
        }
        if (day == begun && part < parts) {
          visitor.part(day, part, stored);
        }
      }
    }
  }
}
