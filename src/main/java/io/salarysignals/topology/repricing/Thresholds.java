package io.salarysignals.topology.repricing;

import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the barrier said of each day's p-values: 0 where it said nothing, so nothing passes. */
final class Thresholds {
  private final KeyValueStore<Bytes, byte[]> store;

  Thresholds(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /**
   * Keeps what was said.
   *
   * @param end day after the last of the looks
   * @param threshold greatest p-value that is confirmed
   * @param rate bound of the share of false ones among those
   */
  void put(int end, double threshold, double rate) {
    ByteWriter out = new ByteWriter();
    out.writeDouble(threshold);
    out.writeDouble(rate);
    store.put(Stores.day(end), out.toBytes());
  }

  /** The greatest p-value that is confirmed. */
  double p(int end) {
    byte[] bytes = store.get(Stores.day(end));
    return bytes == null ? 0 : Numbers.readDouble(new ByteReader().over(bytes));
  }

  /** The bound of the share of false ones among the confirmed. */
  double rate(int end) {
    byte[] bytes = store.get(Stores.day(end));
    if (bytes == null) {
      return 0;
    }
    ByteReader in = new ByteReader().over(bytes);
    Numbers.readDouble(in);
    return Numbers.readDouble(in);
  }
}
