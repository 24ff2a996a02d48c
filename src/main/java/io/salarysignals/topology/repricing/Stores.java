package io.salarysignals.topology.repricing;

import static io.salarysignals.topology.parts.StoreBuilders.inMemory;
import static io.salarysignals.topology.parts.StoreBuilders.inOrder;
import static io.salarysignals.topology.parts.StoreBuilders.persistent;

import io.salarysignals.streams.store.CommitHook;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of the repricing topology and the layout of their keys. */
final class Stores {
  static final String DAYS = "watch-days";
  static final String STATES = "watch-states";
  static final String CHECKPOINTS = "watch-checkpoints";
  static final String DUE = "watch-due";
  static final String WATCH_META = "watch-meta";
  static final String WATCH_HOOK = "watch-hook";
  static final String P_VALUES = "p-values";
  static final String THRESHOLDS_TOLD = "thresholds-told";
  static final String BARRIER_META = "barrier-meta";
  static final String EPISODES = "episodes";
  static final String THRESHOLDS = "thresholds";
  static final String TOLD = "alerts-told";
  static final String WATCHED = "watched-markets";
  static final String ALERTS_META = "alerts-meta";

  private Stores() {}

  static Set<StoreBuilder<?>> watch() {
    return inOrder(
        persistent(DAYS),
        persistent(STATES),
        persistent(CHECKPOINTS),
        persistent(DUE),
        inMemory(WATCH_META),
        CommitHook.builder(WATCH_HOOK));
  }

  static Set<StoreBuilder<?>> barrier() {
    return inOrder(persistent(P_VALUES), inMemory(THRESHOLDS_TOLD), inMemory(BARRIER_META));
  }

  static Set<StoreBuilder<?>> alerts() {
    return inOrder(
        persistent(EPISODES),
        inMemory(THRESHOLDS),
        persistent(TOLD),
        persistent(WATCHED),
        inMemory(ALERTS_META));
  }

  /** A text, a zero and a day: entries of one text stand together, in the order of days. */
  static Bytes textDay(String text, int day) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(bytes.length + 5)
            .put(bytes)
            .put((byte) 0)
            .putInt(ordered(day))
            .array());
  }

  /** The same and a part of that day, up to 127. */
  static Bytes textDay(String text, int day, int part) {
    byte[] key = textDay(text, day).get();
    byte[] bytes = java.util.Arrays.copyOf(key, key.length + 1);
    bytes[key.length] = (byte) part;
    return Bytes.wrap(bytes);
  }

  static int part(Bytes key) {
    return key.get()[key.get().length - 1];
  }

  /** The day of a {@link #textDay} with a part. */
  static int dayBeforePart(Bytes key) {
    byte[] bytes = key.get();
    return ByteBuffer.wrap(bytes, bytes.length - 5, 4).getInt() ^ Integer.MIN_VALUE;
  }

  /** A day and a text: entries of one day stand together. */
  static Bytes dayText(int day, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(bytes.length + 4).putInt(ordered(day)).put(bytes).array());
  }

  static Bytes day(int day) {
    return Bytes.wrap(ByteBuffer.allocate(4).putInt(ordered(day)).array());
  }

  static Bytes text(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static String text(Bytes key) {
    return new String(key.get(), StandardCharsets.UTF_8);
  }

  /** The day at the end of a {@link #textDay}. */
  static int dayAtEnd(Bytes key) {
    byte[] bytes = key.get();
    return ByteBuffer.wrap(bytes, bytes.length - 4, 4).getInt() ^ Integer.MIN_VALUE;
  }

  /** The day at the start of a {@link #dayText}. */
  static int dayAtStart(Bytes key) {
    return ByteBuffer.wrap(key.get()).getInt() ^ Integer.MIN_VALUE;
  }

  /** Days before 1970 come first as unsigned bytes, too. */
  private static int ordered(int day) {
    return day ^ Integer.MIN_VALUE;
  }
}
