package io.salarysignals.topology.trends;

import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.LogReference;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Tally;
import io.salarysignals.streams.codec.ByteWriter;

/**
 * Writes panes as MarketPane records without building them: there are several per observation, and
 * their bins and employers would be most of the objects that the process makes. A test holds the
 * bytes against {@link TrendRecords#pane}. One instance per thread.
 */
final class PaneEncoder {
  private static final int WIRE_HEADER = 5;
  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCES = SourceType.values();

  private final ByteWriter out = new ByteWriter();
  private final byte[] header;

  /**
   * @param sample any MarketPane in the wire format, for the schema id at its start
   */
  PaneEncoder(byte[] sample) {
    header = java.util.Arrays.copyOf(sample, WIRE_HEADER);
  }

  byte[] encode(Market market, String facet, int day, Pane pane, String currency) {
    out.reset();
    out.writeRaw(header, WIRE_HEADER);
    out.writeString(market.role());
    out.writeString(market.region());
    Level level = Facet.levelOf(facet);
    if (level == null) {
      out.writeLong(0);
    } else {
      out.writeLong(1);
      out.writeLong(level.ordinal());
    }
    out.writeLong(market.basis().ordinal());
    out.writeString(facet);
    out.writeLong(day);
    Accumulator local = pane.local();
    out.writeLong(pane.n());
    out.writeLong(local.contributors());
    out.writeLong(local.anonymous());
    money(local, currency);
    if (pane.usd() == null) {
      out.writeLong(0);
    } else {
      out.writeLong(1);
      money(pane.usd(), "USD");
    }
    employers(local);
    levels(pane);
    sources(pane);
    flags(pane);
    out.writeString(TrendRecords.METHOD_VERSION);
    strata(pane.strata());
    return out.toBytes();
  }

  private void money(Accumulator sums, String currency) {
    out.writeString(currency);
    out.writeDecimal(sums.sum());
    if (sums.squaresHigh() == 0 && sums.squaresLow() >= 0) {
      out.writeDecimal(sums.squaresLow());
    } else {
      out.writeString(sums.squaresText());
    }
    out.writeLong(sums.logSum());
    out.writeLong(sums.logSquares());
    out.writeDouble(LogReference.of(currency));
    out.writeArrayStart(sums.binCount());
    for (int i = 0; i < sums.binCount(); i++) {
      out.writeLong(sums.bins()[i]);
      out.writeLong(sums.binCounts()[i]);
    }
    out.writeArrayEnd(sums.binCount());
  }

  private void employers(Accumulator sums) {
    out.writeArrayStart(sums.employerCount());
    for (int i = 0; i < sums.employerCount(); i++) {
      out.writeLong(sums.employers()[i]);
      out.writeLong(sums.employerCounts()[i]);
      out.writeLong(sums.employerLogSums()[i]);
    }
    out.writeArrayEnd(sums.employerCount());
  }

  private void strata(Strata strata) {
    out.writeArrayStart(strata.size());
    for (int i = 0; i < strata.size(); i++) {
      out.writeLong(strata.key(i));
      out.writeLong(strata.count(i));
      out.writeLong(strata.logSum(i));
    }
    out.writeArrayEnd(strata.size());
  }

  private void levels(Pane pane) {
    int held = 0;
    for (Level level : LEVELS) {
      held += pane.tally(Tally.of(level)) != 0 ? 1 : 0;
    }
    out.writeArrayStart(held);
    for (Level level : LEVELS) {
      entry(level.code(), pane.tally(Tally.of(level)));
    }
    out.writeArrayEnd(held);
  }

  private void sources(Pane pane) {
    int held = 0;
    for (SourceType source : SOURCES) {
      held += pane.tally(Tally.of(source)) != 0 ? 1 : 0;
    }
    out.writeArrayStart(held);
    for (SourceType source : SOURCES) {
      entry(source.name(), pane.tally(Tally.of(source)));
    }
    out.writeArrayEnd(held);
  }

  private void flags(Pane pane) {
    int held = 0;
    for (int i = 0; i < Flag.count(); i++) {
      held += pane.tally(Tally.of(Flag.of(i))) != 0 ? 1 : 0;
    }
    out.writeArrayStart(held);
    for (int i = 0; i < Flag.count(); i++) {
      entry(Flag.of(i).name(), pane.tally(Tally.of(Flag.of(i))));
    }
    out.writeArrayEnd(held);
  }

  /** An entry of a map, whose layout is that of an array of pairs. */
  private void entry(String key, long count) {
    if (count != 0) {
      out.writeString(key);
      out.writeLong(count);
    }
  }
}
