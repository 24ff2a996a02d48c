package io.salarysignals.streams.codec;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.AccumulatorState;
import io.salarysignals.domain.pane.MarketDay;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Tally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Market days as bytes, as schemas/store/MarketDay.avsc describes them. Facets stand in ascending
 * order and entries are ascending, so equal content has equal bytes.
 */
public final class MarketDayCodec {
  private MarketDayCodec() {}

  public static byte[] write(MarketDay marketDay, ByteWriter out) {
    out.reset();
    Map<String, Pane> panes = marketDay.panes();
    String[] facets = panes.keySet().toArray(new String[0]);
    Arrays.sort(facets);
    out.writeArrayStart(facets.length);
    for (String facet : facets) {
      out.writeString(facet);
      write(panes.get(facet), out);
    }
    out.writeArrayEnd(facets.length);
    return out.toBytes();
  }

  public static MarketDay read(byte[] bytes, ByteReader in) {
    in.over(bytes);
    int size = in.readArrayStart();
    Map<String, Pane> panes = new HashMap<>(size * 2);
    for (int i = 0; i < size; i++) {
      String facet = in.readString();
      panes.put(facet, readPane(in));
    }
    in.readArrayEnd(size);
    return new MarketDay(panes);
  }

  /** The observations of a market day, without reading the rest: its first facet is {@code all}. */
  public static int readN(byte[] bytes, ByteReader in) {
    in.over(bytes);
    in.readArrayStart();
    String first = in.readString();
    if (!first.equals(Facet.ALL)) {
      throw new IllegalStateException("the first facet of a market day is " + first);
    }
    return in.readInt();
  }

  private static void write(Pane pane, ByteWriter out) {
    AccumulatorState.write(pane.local(), out::writeLong);
    out.writeLong(pane.usd() == null ? 0 : 1);
    if (pane.usd() != null) {
      AccumulatorState.write(pane.usd(), out::writeLong);
    }
    int held = 0;
    for (int i = 0; i < Tally.SIZE; i++) {
      held += pane.tally(i) != 0 ? 1 : 0;
    }
    out.writeArrayStart(held);
    for (int i = 0; i < Tally.SIZE; i++) {
      if (pane.tally(i) != 0) {
        out.writeLong(i);
        out.writeLong(pane.tally(i));
      }
    }
    out.writeArrayEnd(held);
  }

  private static Pane readPane(ByteReader in) {
    Accumulator local = AccumulatorState.read(in::readLong);
    Accumulator usd = in.readLong() == 0 ? null : AccumulatorState.read(in::readLong);
    long[] tallies = new long[Tally.SIZE];
    int held = in.readArrayStart();
    for (int i = 0; i < held; i++) {
      int position = in.readInt();
      tallies[position] = in.readLong();
    }
    in.readArrayEnd(held);
    return new Pane(local, usd, tallies);
  }
}
