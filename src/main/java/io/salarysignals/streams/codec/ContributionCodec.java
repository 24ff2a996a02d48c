package io.salarysignals.streams.codec;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Pay;
import java.util.ArrayList;
import java.util.List;

/** Contributions as bytes, as schemas/store/Contribution.avsc describes them. */
public final class ContributionCodec {
  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCES = SourceType.values();
  private static final PayPeriod[] PERIODS = PayPeriod.values();

  private ContributionCodec() {}

  public static void write(Contribution c, ByteWriter out) {
    out.writeString(c.role());
    out.writeString(c.family() == null ? "" : c.family());
    out.writeString(c.place().country());
    out.writeString(c.place().subdivision() == null ? "" : c.place().subdivision());
    out.writeLong(c.level() == null ? -1 : c.level().ordinal());
    out.writeLong(c.sourceType().ordinal());
    out.writeLong(c.payPeriod().ordinal());
    out.writeLong(c.day());
    out.writeString(c.currency());
    writePay(c.usd(), out);
    boolean converted = !"USD".equals(c.currency());
    out.writeLong(converted ? 1 : 0);
    if (converted) {
      writePay(c.local(), out);
    }
    out.writeLong(c.employer());
    out.writeArrayStart(c.facets().size());
    for (String facet : c.facets()) {
      out.writeString(facet);
    }
    out.writeArrayEnd(c.facets().size());
    out.writeLong(c.flags());
  }

  public static Contribution read(ByteReader in) {
    String role = in.readString();
    String family = in.readString();
    String country = in.readString();
    String subdivision = in.readString();
    int level = in.readInt();
    SourceType source = SOURCES[in.readInt()];
    PayPeriod period = PERIODS[in.readInt()];
    int day = in.readInt();
    String currency = in.readString();
    Pay usd = readPay(in);
    Pay local = in.readLong() == 0 ? usd : readPay(in);
    int employer = in.readInt();
    int size = in.readArrayStart();
    List<String> facets = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      facets.add(in.readString());
    }
    in.readArrayEnd(size);
    int flags = in.readInt();
    return new Contribution(
        role,
        family.isEmpty() ? null : family,
        new RegionPath(country, subdivision.isEmpty() ? null : subdivision),
        level < 0 ? null : LEVELS[level],
        source,
        period,
        day,
        currency,
        local,
        usd,
        employer,
        facets,
        flags);
  }

  private static void writePay(Pay pay, ByteWriter out) {
    out.writeLong(pay.minor());
    out.writeLong(pay.log());
    out.writeLong(pay.bin());
  }

  private static Pay readPay(ByteReader in) {
    return new Pay(in.readLong(), in.readInt(), in.readInt());
  }
}
