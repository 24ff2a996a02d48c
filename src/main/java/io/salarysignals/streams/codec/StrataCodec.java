package io.salarysignals.streams.codec;

import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Strata;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of {@code market-strata}: the strata of all markets of a role on one day, in parts of
 * about 256 KiB; those of one market are never split. A part begins with a version and with the
 * number of parts; then come its markets, each with its region, currency, whether it holds
 * protected pay, number of observations, and the length of its strata in bytes, so that a reader
 * passes over those it does not need. Keys of strata are differences to the one before. One
 * instance per thread.
 */
public final class StrataCodec {
  private static final int PART_BYTES = 256 * 1024;

  private static final int VERSION = 1;

  private final ByteWriter strata = new ByteWriter();
  private final int partBytes;

  public StrataCodec() {
    this(PART_BYTES);
  }

  /** One whose parts are full with so many bytes. */
  public StrataCodec(int partBytes) {
    this.partBytes = partBytes;
  }

  /** The parts of a role's day; none where there are no markets. */
  public List<byte[]> write(List<MarketStrata> markets) {
    List<ByteWriter> parts = new ArrayList<>();
    for (MarketStrata market : markets) {
      if (parts.isEmpty() || parts.get(parts.size() - 1).size() >= partBytes) {
        parts.add(new ByteWriter());
      }
      write(market, parts.get(parts.size() - 1));
    }
    List<byte[]> values = new ArrayList<>(parts.size());
    for (ByteWriter part : parts) {
      ByteWriter out = new ByteWriter();
      out.writeByte(VERSION);
      out.writeLong(parts.size());
      out.append(part);
      values.add(out.toBytes());
    }
    return values;
  }

  private void write(MarketStrata market, ByteWriter out) {
    out.writeString(market.region());
    out.writeString(market.currency());
    out.writeByte(market.holdsProtected() ? 1 : 0);
    out.writeLong(market.strata().n());
    strata.reset();
    write(market.strata(), strata);
    out.writeLong(strata.size());
    out.append(strata);
  }

  private static void write(Strata strata, ByteWriter out) {
    out.writeLong(strata.size());
    long before = 0;
    for (int i = 0; i < strata.size(); i++) {
      out.writeLong(strata.key(i) - before);
      out.writeLong(strata.count(i));
      out.writeLong(strata.logSum(i));
      before = strata.key(i);
    }
  }

  /** Takes what a part says of one market. */
  public interface Visitor {
    /**
     * One market.
     *
     * @param n observations
     * @param from position of its strata in the part, for {@link #strata}
     * @param to position behind them
     */
    void market(String region, String currency, boolean isProtected, long n, int from, int to);
  }

  /**
   * Reads a part, without its strata.
   *
   * @return how many parts the day has
   */
  public static int read(byte[] part, ByteReader in, Visitor visitor) {
    in.over(part);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalStateException(
          "market-strata is in format " + version + ": docs/upgrading.md says what to do");
    }
    int parts = in.readInt();
    while (in.hasMore()) {
      String region = in.readString();
      String currency = in.readString();
      boolean isProtected = in.readByte() != 0;
      long n = in.readLong();
      int length = in.readInt();
      int from = in.position();
      in.skip(length);
      visitor.market(region, currency, isProtected, n, from, from + length);
    }
    return parts;
  }

  /** The strata that {@link Visitor#market} told the place of. */
  public static Strata strata(byte[] part, ByteReader in, int from, int to) {
    in.over(part, from, to);
    int size = in.readInt();
    long[] keys = new long[size];
    int[] counts = new int[size];
    long[] logSums = new long[size];
    long before = 0;
    for (int i = 0; i < size; i++) {
      before += in.readLong();
      keys[i] = before;
      counts[i] = in.readInt();
      logSums[i] = in.readLong();
    }
    return Strata.of(keys, counts, logSums);
  }
}
