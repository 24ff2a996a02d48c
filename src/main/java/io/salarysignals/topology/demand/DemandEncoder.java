package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandEvent;
import io.salarysignals.domain.demand.DemandEvent.Status;
import io.salarysignals.domain.demand.DemandFigures;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.stats.Estimate;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.streams.codec.ByteWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events as DemandSignal records without building them. A test holds the bytes against
 * {@link DemandRecords#signal}. One instance per thread.
 */
final class DemandEncoder {
  private static final int WIRE_HEADER = 5;

  /** Ends are told near each other; whatever comes beyond this starts anew. */
  private static final int DATES = 4_096;

  private final ByteWriter out = new ByteWriter();
  private final Map<Integer, String> dates = new HashMap<>();
  private final byte[] header;

  /**
   * @param sample any DemandSignal in the wire format, for the schema id at its start
   */
  DemandEncoder(byte[] sample) {
    header = Arrays.copyOf(sample, WIRE_HEADER);
  }

  /** The key of an event. */
  byte[] key(DemandEvent e) {
    out.reset();
    out.writeText(e.market().role());
    out.writeByte('|');
    out.writeText(e.market().region());
    out.writeByte('|');
    out.writeText(e.facet());
    out.writeByte('|');
    out.writeText(Integer.toString(e.horizon().days()));
    out.writeByte('|');
    out.writeText(date(e.end()));
    return out.toBytes();
  }

  private String date(int day) {
    String date = dates.get(day);
    if (date == null) {
      if (dates.size() >= DATES) {
        dates.clear();
      }
      date = LocalDate.ofEpochDay(day).toString();
      dates.put(day, date);
    }
    return date;
  }

  /** The event, emitted at {@code now}, epoch ms. */
  byte[] encode(DemandEvent e, String currency, long now) {
    out.reset();
    out.writeRaw(header, WIRE_HEADER);
    out.writeString(e.market().role());
    out.writeString(e.market().region());
    Level level = Facet.levelOf(e.facet());
    optional(level != null);
    if (level != null) {
      out.writeLong(level.ordinal());
    }
    out.writeLong(Basis.POSTED.ordinal());
    out.writeString(e.facet());
    out.writeString(currency);
    out.writeLong((e.end() - e.horizon().days()) * Grid.DAY_MILLIS);
    out.writeLong(e.end() * Grid.DAY_MILLIS);
    out.writeLong(e.horizon().days());
    out.writeLong(e.end() - 1L);
    out.writeLong(now);
    long watermark = e.watermark();
    boolean known = watermark != SourceProgress.NONE && watermark != SourceProgress.CLOSED;
    optionalLong(known ? watermark : null);
    out.writeLong(e.status().ordinal());
    out.writeLong(e.revision());
    boolean told = e.status() != Status.RETRACTION;
    optionalLong(told ? e.n() : null);
    optionalLong(told ? e.employers() : null);
    DemandFigures f = e.figures();
    out.writeLong(DemandRecords.quality(e).ordinal());
    texts(
        f != null && f.openIndex() != null && f.openIndexAdjusted() == null
            ? DemandRecords.NOT_SEASONALLY_ADJUSTED
            : null);
    out.writeByte(e.suppressed() ? 1 : 0);
    texts(e.suppressed() ? DemandRecords.MIN_N : null);
    fallback(e);
    out.writeString(DemandRecords.METHOD_VERSION);
    if (f == null) {
      nothing();
    } else {
      figures(f);
    }
    return out.toBytes();
  }

  private void texts(String one) {
    out.writeArrayStart(one == null ? 0 : 1);
    if (one != null) {
      out.writeString(one);
      out.writeArrayEnd(1);
    }
  }

  private void fallback(DemandEvent e) {
    DemandEvent.Fallback parent = e.fallback();
    optional(parent != null);
    if (parent != null) {
      out.writeString(parent.market().key() + '|' + Basis.POSTED.name() + '|' + parent.facet());
      optionalLong((long) e.horizon().days());
      optionalLong(e.end() * Grid.DAY_MILLIS);
      optionalLong(parent.revision());
      optional(false);
      optionalLong(parent.n());
      optional(false);
      optional(false);
    }
  }

  /** The figures of an event without any: null, but for two lists of shares. */
  private void nothing() {
    for (int i = 0; i < 23; i++) {
      optional(false);
    }
    out.writeArrayStart(0);
    out.writeArrayStart(0);
    for (int i = 0; i < 6; i++) {
      optional(false);
    }
  }

  private void figures(DemandFigures f) {
    optionalLong(f.open());
    optionalLong(f.openBefore());
    optionalLong(f.opened());
    optionalLong(f.closed());
    optionalLong(f.expired());
    optionalLong(f.reposted());
    optionalLong(f.corrections());
    optionalLong(f.vacancies());
    optionalLong(f.vacanciesOpened());
    optionalDouble(f.openIndex());
    optionalDouble(f.openIndexAdjusted());
    optionalLong(f.openIndexBase() == null ? null : (long) f.openIndexBase());
    optional(true);
    out.writeLong(f.seasonal().ordinal());
    optionalEstimate(f.momentum());
    optionalEstimate(f.acceleration());
    optionalEstimate(f.timeToCloseMedianDays());
    bounds(f.repostRate());
    optionalDouble(f.intensity());
    optionalDouble(f.locationQuotient());
    optionalEstimate(f.tightness());
    optional(f.tightness() != null);
    if (f.tightness() != null) {
      out.writeString(DemandFigures.TIGHTNESS_DENOMINATOR);
    }
    shares(f.skillShares());
    shares(f.scopeShares());
    optional(f.skillDivergence() != null);
    if (f.skillDivergence() != null) {
      out.writeDouble(f.skillDivergence().value());
      out.writeDouble(f.skillDivergence().pValue());
    }
    optionalEstimate(f.volumeChange());
    optional(f.driver() != null);
    if (f.driver() != null) {
      out.writeLong(f.driver().ordinal());
    }
    bounds(f.payDisclosureShare());
  }

  private void shares(List<DemandFigures.Share> shares) {
    out.writeArrayStart(shares.size());
    for (DemandFigures.Share share : shares) {
      out.writeString(share.id());
      out.writeLong(share.n());
      estimate(share.share());
      optionalDouble(share.change());
      optionalDouble(share.pValue());
    }
    out.writeArrayEnd(shares.size());
  }

  /** A value and its bounds as three fields of their own. */
  private void bounds(Estimate estimate) {
    optionalDouble(estimate == null ? null : (Double) estimate.value());
    optionalDouble(estimate == null ? null : estimate.low());
    optionalDouble(estimate == null ? null : estimate.high());
  }

  private void optionalEstimate(Estimate estimate) {
    optional(estimate != null);
    if (estimate != null) {
      estimate(estimate);
    }
  }

  private void estimate(Estimate estimate) {
    out.writeDouble(estimate.value());
    optionalDouble(estimate.low());
    optionalDouble(estimate.high());
  }

  private void optionalLong(Long value) {
    optional(value != null);
    if (value != null) {
      out.writeLong(value);
    }
  }

  private void optionalDouble(Double value) {
    optional(value != null);
    if (value != null) {
      out.writeDouble(value);
    }
  }

  /** The branch of a union of null and something else. */
  private void optional(boolean present) {
    out.writeByte(present ? 2 : 0);
  }
}
