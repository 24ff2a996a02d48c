package io.salarysignals.topology.trends;

import io.salarysignals.domain.change.PayChange;
import io.salarysignals.domain.gate.Quality;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.Tally;
import io.salarysignals.domain.repricing.Decomposition;
import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.trend.TrendEvent;
import io.salarysignals.domain.trend.TrendEvent.Fallback;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.streams.codec.ByteWriter;
import java.util.Arrays;

/**
 * Writes events as MarketTrend records without building them, as {@link PaneEncoder} does for
 * panes. A test holds the bytes against {@link TrendRecords#trend}. One instance per thread.
 */
final class TrendEncoder {
  private static final int WIRE_HEADER = 5;

  private final ByteWriter out = new ByteWriter();
  private final byte[] header;

  /**
   * @param sample any MarketTrend in the wire format, for the schema id at its start
   */
  TrendEncoder(byte[] sample) {
    header = Arrays.copyOf(sample, WIRE_HEADER);
  }

  /** The event, emitted at {@code now}, epoch ms. */
  byte[] encode(TrendEvent e, String currency, long now) {
    out.reset();
    out.writeRaw(header, WIRE_HEADER);
    out.writeString(e.market().role());
    out.writeString(e.market().region());
    Level level = Facet.levelOf(e.facet());
    optional(level != null);
    if (level != null) {
      out.writeLong(level.ordinal());
    }
    out.writeLong(e.market().basis().ordinal());
    out.writeString(e.facet());
    out.writeString(currency);
    out.writeLong((e.end() - e.horizon().days()) * Grid.DAY_MILLIS);
    out.writeLong(e.end() * Grid.DAY_MILLIS);
    out.writeLong(e.horizon().days());
    out.writeLong(e.end() - 1L);
    out.writeLong(now);
    long watermark = e.watermark();
    boolean known = watermark != SourceProgress.NONE && watermark != SourceProgress.CLOSED;
    optional(known);
    if (known) {
      out.writeLong(watermark);
    }
    out.writeLong(e.status().ordinal());
    out.writeLong(e.revision());
    boolean withheld = e.sums() == null || (e.suppressed() && e.holdsProtected());
    size(e.sums(), withheld);
    out.writeLong(Quality.of(e.figures()).ordinal());
    flags(e, withheld);
    out.writeByte(e.suppressed() ? 1 : 0);
    out.writeArrayStart(e.reasons().size());
    for (SuppressionReason reason : e.reasons()) {
      out.writeString(reason.name());
    }
    out.writeArrayEnd(e.reasons().size());
    fallback(e);
    out.writeString(TrendRecords.METHOD_VERSION);
    figures(e.figures());
    out.writeArrayStart(e.changes().size());
    for (PayChange change : e.changes()) {
      change(change);
    }
    out.writeArrayEnd(e.changes().size());
    return out.toBytes();
  }

  private void change(PayChange change) {
    out.writeLong(change.days());
    out.writeDouble(Decomposition.points(change.mean().total()));
    parts(change.mean());
    interval(change.mean().total(), change.totalHalf());
    interval(change.mean().likeForLike(), change.likeForLikeHalf());
    Decomposition median = change.median();
    optional(median != null);
    if (median != null) {
      out.writeDouble(Decomposition.points(median.total()));
      out.writeDouble(Decomposition.points(median.likeForLike()));
      out.writeDouble(Decomposition.points(median.mix()));
      out.writeDouble(Decomposition.points(median.entry()));
      out.writeDouble(Decomposition.points(median.exit()));
    }
    optional(true);
    out.writeDouble(Decomposition.points(change.reclassifiedShare()));
    optional(true);
    out.writeDouble(Decomposition.points(change.reclassified()));
  }

  private void parts(Decomposition parts) {
    optional(true);
    out.writeDouble(Decomposition.points(parts.likeForLike()));
    optional(true);
    out.writeDouble(Decomposition.points(parts.mix()));
    optional(true);
    out.writeDouble(Decomposition.points(parts.entry()));
    optional(true);
    out.writeDouble(Decomposition.points(parts.exit()));
  }

  private void interval(long value, long half) {
    bound(half == PayChange.NONE ? null : Decomposition.points(value - half));
    bound(half == PayChange.NONE ? null : Decomposition.points(value + half));
  }

  /** The branch of a union of null and something else. */
  private void optional(boolean present) {
    out.writeByte(present ? 2 : 0);
  }

  private void size(Pane sums, boolean withheld) {
    optional(!withheld);
    if (!withheld) {
      out.writeLong(sums.n());
    }
    optional(!withheld);
    if (!withheld) {
      out.writeLong(sums.local().contributors());
    }
  }

  private void flags(TrendEvent e, boolean withheld) {
    long least = TrendRecords.leastFlagged(e);
    int held = 0;
    for (int i = 0; i < Flag.count() && !withheld; i++) {
      held += e.sums().tally(Tally.of(Flag.of(i))) >= least ? 1 : 0;
    }
    out.writeArrayStart(held);
    for (int i = 0; i < Flag.count() && held > 0; i++) {
      if (e.sums().tally(Tally.of(Flag.of(i))) >= least) {
        out.writeString(Flag.of(i).name());
      }
    }
    out.writeArrayEnd(held);
  }

  private void fallback(TrendEvent e) {
    Fallback f = e.fallback();
    optional(f != null);
    if (f == null) {
      return;
    }
    out.writeString(f.market().key() + '|' + f.facet());
    optional(true);
    out.writeLong(e.horizon().days());
    optional(true);
    out.writeLong(f.end() * Grid.DAY_MILLIS);
    optional(f.revision() != 0);
    if (f.revision() != 0) {
      out.writeLong(f.revision());
    }
    optional(true);
    out.writeString(f.currency());
    optional(true);
    out.writeLong(f.n());
    optional(true);
    out.writeDouble(f.mean());
    optional(true);
    out.writeDouble(f.median());
  }

  private void figures(Figures f) {
    estimate(f == null ? null : f.mean());
    estimate(f == null ? null : f.geometricMean());
    estimate(f == null ? null : f.p10());
    estimate(f == null ? null : f.p25());
    estimate(f == null ? null : f.p50());
    estimate(f == null ? null : f.p75());
    estimate(f == null ? null : f.p90());
  }

  private void estimate(Estimate estimate) {
    optional(estimate != null);
    if (estimate != null) {
      out.writeDouble(estimate.value());
      bound(estimate.low());
      bound(estimate.high());
    }
  }

  private void bound(Double bound) {
    optional(bound != null);
    if (bound != null) {
      out.writeDouble(bound);
    }
  }
}
