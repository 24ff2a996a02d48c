package io.salarysignals.topology.repricing;

import io.salarysignals.streams.codec.ByteReader;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** What WATCH keeps of the days of its markets, for those who check its totals. */
public final class WatchedDays {
  /** The store, and part of the name of its changelog. */
  public static final String STORE = Stores.DAYS;

  private WatchedDays() {}

  /** Takes a market's observations on a day. */
  public interface Visitor {
    void day(String market, int day, long observations);
  }

  /**
   * Reads an entry of the store.
   *
   * @param value null where the day, or a part of it, has gone: nothing is visited then
   */
  public static void read(byte[] key, byte[] value, Visitor visitor) {
    if (value == null) {
      return;
    }
    Bytes stored = Bytes.wrap(key);
    String[] role = new String(key, 0, key.length - 6, StandardCharsets.UTF_8).split("\\|", -1);
    for (StoredDay.Place place : new StoredDay(value, new ByteReader()).places()) {
      visitor.day(
          role[0] + '|' + place.region() + '|' + role[1], Stores.dayBeforePart(stored), place.n());
    }
  }
}
