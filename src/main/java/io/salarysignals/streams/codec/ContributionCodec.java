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

  static final TextWriter IN_FULL = (text, out) -> out.writeString(text);

  private ContributionCodec() {}

  /** How the texts of a contribution are written: in full, or as numbers of a dictionary. */
  interface TextWriter {
    void write(String text, ByteWriter out);
  }

  /** Reads what a {@link TextWriter} wrote. */
  interface TextReader {
    String read(ByteReader in);
  }

  public static void write(Contribution c, ByteWriter out) {
    write(c, out, IN_FULL);
  }

  static void write(Contribution c, ByteWriter out, TextWriter texts) {
    texts.write(c.role(), out);
    texts.write(c.family() == null ? "" : c.family(), out);
    texts.write(c.place().country(), out);
    texts.write(c.place().subdivision() == null ? "" : c.place().subdivision(), out);
    out.writeLong(c.level() == null ? -1 : c.level().ordinal());
    out.writeLong(c.sourceType().ordinal());
    out.writeLong(c.payPeriod().ordinal());
    out.writeLong(c.day());
    texts.write(c.currency(), out);
    writePay(c.usd(), out);
    boolean converted = !"USD".equals(c.currency());
    out.writeLong(converted ? 1 : 0);
    if (converted) {
      writePay(c.local(), out);
    }
    out.writeLong(c.employer());
    out.writeArrayStart(c.facets().size());
    List<String> facets = c.facets();
    for (int i = 0; i < facets.size(); i++) {
      texts.write(facets.get(i), out);
    }
    out.writeArrayEnd(c.facets().size());
    out.writeLong(c.flags());
  }

  public static Contribution read(ByteReader in) {
    return read(in, ByteReader::readString);
  }

  static Contribution read(ByteReader in, TextReader texts) {
    String role = texts.read(in);
    String family = texts.read(in);
    String country = texts.read(in);
    String subdivision = texts.read(in);
    int level = in.readInt();
    SourceType source = SOURCES[in.readInt()];
    PayPeriod period = PERIODS[in.readInt()];
    int day = in.readInt();
    String currency = texts.read(in);
    Pay usd = readPay(in);
    Pay local = in.readLong() == 0 ? usd : readPay(in);
    int employer = in.readInt();
    int size = in.readArrayStart();
    List<String> facets = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      facets.add(texts.read(in));
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
