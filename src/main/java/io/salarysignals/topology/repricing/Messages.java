package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.WatchFormat;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;

/** What the parts of the repricing topology tell each other: entries, each led by its kind. */
final class Messages {
  static final int NOTHING_SETTLED = Integer.MIN_VALUE;
  static final int FROM_WATCH = 1;
  static final int FROM_BARRIER = 2;

  private static final int P_VALUE = 1;
  private static final int PROGRESS = 2;
  private static final int FOUND = 3;
  private static final int GONE = 4;
  private static final int THRESHOLD = 5;
  private static final int SETTLED = 6;
  private static final int COMPLETE = 7;
  private static final int WATCHED = 8;

  private Messages() {}

  /** What a receiver may get; it overrides what concerns it. */
  interface Receiver {
    default void pValue(int end, String market, double p) {}

    default void progress(int task, int settled, boolean complete) {}

    default void found(Finding finding) {}

    default void gone(String market, String name) {}

    default void watched(String market, boolean isWatched) {}

    default void threshold(int end, double threshold, double rate) {}

    default void settled(int day) {}

    default void complete(int from) {}
  }

  /** An episode and what its alert needs to know of the market. */
  record Finding(
      String market, String currency, boolean holdsProtected, String name, Episode episode) {}

  /** The p-value of a market's look that ends before day {@code end}; NaN: there is none. */
  static void pValue(ByteWriter out, int end, String market, double p) {
    out.writeByte(P_VALUE);
    out.writeLong(end);
    out.writeString(market);
    out.writeDouble(p);
  }

  /** A watching task has folded every day before {@code settled}. */
  static void progress(ByteWriter out, int task, int settled, boolean complete) {
    out.writeByte(PROGRESS);
    out.writeLong(task);
    out.writeLong(settled);
    out.writeByte(complete ? 1 : 0);
  }

  static void found(
      ByteWriter out,
      String market,
      String currency,
      boolean holdsProtected,
      String name,
      Episode episode) {
    out.writeByte(FOUND);
    finding(out, new Finding(market, currency, holdsProtected, name, episode));
  }

  static void finding(ByteWriter out, Finding finding) {
    out.writeString(finding.market());
    out.writeString(finding.currency());
    out.writeByte(finding.holdsProtected() ? 1 : 0);
    out.writeString(finding.name());
    WatchFormat.write(finding.episode(), Numbers.writer(out));
  }

  static Finding finding(ByteReader in) {
    return new Finding(
        in.readString(),
        in.readString(),
        in.readByte() != 0,
        in.readString(),
        WatchFormat.readEpisode(Numbers.reader(in)));
  }

  /** An episode that late data have undone. */
  static void gone(ByteWriter out, String market, String name) {
    out.writeByte(GONE);
    out.writeString(market);
    out.writeString(name);
  }

  /** Whether a market has had a baseline to compare with. */
  static void watched(ByteWriter out, String market, boolean isWatched) {
    out.writeByte(WATCHED);
    out.writeString(market);
    out.writeByte(isWatched ? 1 : 0);
  }

  /** The greatest p-value that is rejected among the looks that end before {@code end}. */
  static void threshold(ByteWriter out, int end, double threshold, double rate) {
    out.writeByte(THRESHOLD);
    out.writeLong(end);
    out.writeDouble(threshold);
    out.writeDouble(rate);
  }

  /** The thresholds of all looks that end at or before {@code day} have been told. */
  static void settled(ByteWriter out, int day) {
    out.writeByte(SETTLED);
    out.writeLong(day);
  }

  static void complete(ByteWriter out, int from) {
    out.writeByte(COMPLETE);
    out.writeLong(from);
  }

  static void read(byte[] message, Receiver receiver) {
    ByteReader in = new ByteReader().over(message);
    while (in.hasMore()) {
      int kind = in.readByte();
      switch (kind) {
        case P_VALUE -> receiver.pValue(in.readInt(), in.readString(), Numbers.readDouble(in));
        case PROGRESS -> receiver.progress(in.readInt(), in.readInt(), in.readByte() != 0);
        case FOUND -> receiver.found(finding(in));
        case GONE -> receiver.gone(in.readString(), in.readString());
        case THRESHOLD ->
            receiver.threshold(in.readInt(), Numbers.readDouble(in), Numbers.readDouble(in));
        case WATCHED -> receiver.watched(in.readString(), in.readByte() != 0);
        case SETTLED -> receiver.settled(in.readInt());
        case COMPLETE -> receiver.complete(in.readInt());
        default -> throw new IllegalStateException("no such entry: " + kind);
      }
    }
  }
}
