package io.salarysignals.streams.codec;

import io.salarysignals.domain.demand.AdvertisedPay;
import io.salarysignals.domain.demand.PostingAttributes;
import io.salarysignals.domain.demand.PostingEventType;
import io.salarysignals.domain.demand.PostingFact;
import io.salarysignals.domain.demand.PostingHistory;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.Pay;
import java.util.ArrayList;
import java.util.List;

/**
 * Histories of postings as bytes, as schemas/store/PostingHistory.avsc describes them: each
 * description once, however many events repeat it.
 */
public final class PostingHistoryCodec {
  private static final PostingEventType[] TYPES = PostingEventType.values();
  private static final PayPeriod[] PERIODS = PayPeriod.values();

  private PostingHistoryCodec() {}

  public static byte[] write(PostingHistory history, Texts texts, ByteWriter out) {
    out.reset();
    List<PostingAttributes> described = new ArrayList<>(2);
    List<AdvertisedPay> pays = new ArrayList<>(1);
    for (PostingFact fact : history.facts()) {
      add(fact.attributes(), described);
      add(fact.pay(), pays);
    }
    out.writeArrayStart(described.size());
    for (PostingAttributes attributes : described) {
      StoredAttributesCodec.write(attributes, 0, texts, out);
    }
    out.writeArrayEnd(described.size());
    out.writeArrayStart(pays.size());
    for (AdvertisedPay pay : pays) {
      write(pay, texts, out);
    }
    out.writeArrayEnd(pays.size());
    out.writeArrayStart(history.facts().size());
    long at = 0;
    for (PostingFact fact : history.facts()) {
      out.writeLong(fact.version());
      out.writeLong(fact.type().ordinal());
      out.writeLong(fact.at() - at);
      at = fact.at();
      out.writeLong(fact.corrects());
      out.writeFixedLong(fact.digest());
      out.writeByte(fact.conflict() ? 1 : 0);
      boolean ends = fact.validThrough() != PostingFact.NO_END;
      out.writeLong(ends ? 1 : 0);
      if (ends) {
        out.writeLong(fact.validThrough());
      }
      out.writeLong(fact.attributes() == null ? -1 : described.indexOf(fact.attributes()));
      out.writeLong(fact.pay() == null ? -1 : pays.indexOf(fact.pay()));
    }
    out.writeArrayEnd(history.facts().size());
    return out.toBytes();
  }

  private static <T> void add(T item, List<T> items) {
    if (item != null && !items.contains(item)) {
      items.add(item);
    }
  }

  public static PostingHistory read(byte[] bytes, Texts texts, ByteReader in) {
    in.over(bytes);
    int n = in.readArrayStart();
    List<PostingAttributes> described = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      described.add(StoredAttributesCodec.read(0, texts, in));
    }
    in.readArrayEnd(n);
    n = in.readArrayStart();
    List<AdvertisedPay> pays = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      pays.add(readPay(texts, in));
    }
    in.readArrayEnd(n);
    n = in.readArrayStart();
    List<PostingFact> facts = new ArrayList<>(n);
    long at = 0;
    for (int i = 0; i < n; i++) {
      int version = in.readInt();
      PostingEventType type = TYPES[in.readInt()];
      at += in.readLong();
      int corrects = in.readInt();
      long digest = in.readFixedLong();
      boolean conflict = in.readByte() != 0;
      long end = in.readLong() != 0 ? in.readLong() : PostingFact.NO_END;
      int attributes = in.readInt();
      int pay = in.readInt();
      facts.add(
          new PostingFact(
              version,
              type,
              at,
              corrects,
              digest,
              conflict,
              end,
              attributes < 0 ? null : described.get(attributes),
              pay < 0 ? null : pays.get(pay)));
    }
    in.readArrayEnd(n);
    return new PostingHistory(facts);
  }

  private static void write(AdvertisedPay pay, Texts texts, ByteWriter out) {
    out.writeFixedLong(pay.stated());
    out.writeLong(texts.id(pay.place().mostSpecific()));
    out.writeLong(pay.period().ordinal());
    out.writeLong(texts.id(pay.currency()));
    write(pay.usd(), out);
    boolean converted = !"USD".equals(pay.currency());
    out.writeLong(converted ? 1 : 0);
    if (converted) {
      write(pay.local(), out);
    }
    out.writeLong(pay.employer());
    out.writeLong(pay.flags());
  }

  private static void write(Pay pay, ByteWriter out) {
    out.writeLong(pay.minor());
    out.writeLong(pay.log());
    out.writeLong(pay.bin());
  }

  private static AdvertisedPay readPay(Texts texts, ByteReader in) {
    long stated = in.readFixedLong();
    RegionPath place = PostingAttributesCodec.place(texts.text(in.readInt()));
    PayPeriod period = PERIODS[in.readInt()];
    String currency = texts.text(in.readInt());
    Pay usd = pay(in);
    Pay local = in.readLong() == 0 ? usd : pay(in);
    return new AdvertisedPay(
        stated, place, period, currency, local, usd, in.readInt(), in.readInt());
  }

  private static Pay pay(ByteReader in) {
    return new Pay(in.readLong(), in.readInt(), in.readInt());
  }
}
