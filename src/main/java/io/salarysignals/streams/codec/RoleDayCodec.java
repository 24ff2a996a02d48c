package io.salarysignals.streams.codec;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pay;
import io.salarysignals.domain.pane.RoleDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of a role's day as bytes, as schemas/store/RoleDay.avsc describes them. */
public final class RoleDayCodec {
  /** Rows in a piece of a day that is written whole; about 100 kB. */
  public static final int PIECE_ROWS = 4096;

  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCES = SourceType.values();
  private static final PayPeriod[] PERIODS = PayPeriod.values();

  private record Place(RegionPath path, String currency) {}

  private final ByteWriter rows = new ByteWriter();
  private final ByteWriter out = new ByteWriter();
  private final Map<Place, Integer> places = new LinkedHashMap<>();
  private final Map<String, Integer> facets = new LinkedHashMap<>();
  private int size;
  private int net;

  /** The changes as one piece. */
  public byte[] write(List<Change> changes) {
    begin();
    for (Change change : changes) {
      row(change.sign(), change.contribution());
    }
    return end();
  }

  /** The day as pieces; equal days have equal bytes. */
  public List<byte[]> write(RoleDay day) {
    List<byte[]> pieces = new ArrayList<>();
    int[] order = day.canonicalOrder();
    for (int from = 0; from < order.length; from += PIECE_ROWS) {
      begin();
      for (int i = from; i < Math.min(order.length, from + PIECE_ROWS); i++) {
        row(1, day.contribution(order[i], "", null));
      }
      pieces.add(end());
    }
    return pieces;
  }

  private void begin() {
    rows.reset();
    out.reset();
    places.clear();
    facets.clear();
    size = 0;
    net = 0;
  }

  private void row(int sign, Contribution c) {
    size++;
    net += sign;
    rows.writeLong(sign);
    rows.writeLong(number(places, new Place(c.place(), c.currency())));
    rows.writeLong(c.level() == null ? -1 : c.level().ordinal());
    rows.writeLong(c.sourceType().ordinal());
    rows.writeLong(c.payPeriod().ordinal());
    pay(c.usd());
    boolean converted = !c.usd().equals(c.local());
    rows.writeLong(converted ? 1 : 0);
    if (converted) {
      pay(c.local());
    }
    rows.writeLong(c.employer());
    rows.writeArrayStart(c.facets().size());
    for (String facet : c.facets()) {
      rows.writeLong(number(facets, facet));
    }
    rows.writeArrayEnd(c.facets().size());
    rows.writeLong(c.flags());
  }

  private static <T> int number(Map<T, Integer> numbers, T of) {
    Integer known = numbers.get(of);
    if (known == null) {
      known = numbers.size();
      numbers.put(of, known);
    }
    return known;
  }

  private void pay(Pay pay) {
    rows.writeLong(pay.minor());
    rows.writeLong(pay.log());
    rows.writeLong(pay.bin());
  }

  private byte[] end() {
    out.writeLong(net);
    out.writeArrayStart(places.size());
    for (Place place : places.keySet()) {
      out.writeString(place.path().country());
      out.writeString(place.path().subdivision() == null ? "" : place.path().subdivision());
      out.writeString(place.currency());
    }
    out.writeArrayEnd(places.size());
    out.writeArrayStart(facets.size());
    for (String facet : facets.keySet()) {
      out.writeString(facet);
    }
    out.writeArrayEnd(facets.size());
    out.writeArrayStart(size);
    out.append(rows);
    out.writeArrayEnd(size);
    return out.toBytes();
  }

  /** Takes what {@link #readHead} finds. */
  public interface Head {
    /**
     * @param n rows added less rows retracted
     * @param places numbers of the places, in {@code names}
     */
    void accept(int n, int[] places);
  }

  /** Reads how much a piece adds and where, without reading its rows. */
  public static void readHead(byte[] piece, ByteReader in, Names names, Head head) {
    in.over(piece);
    int n = in.readInt();
    Place[] places = readPlaces(in);
    int[] numbers = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      numbers[i] = names.place(places[i].path(), places[i].currency());
    }
    head.accept(n, numbers);
  }

  private static Place[] readPlaces(ByteReader in) {
    Place[] places = new Place[in.readArrayStart()];
    for (int i = 0; i < places.length; i++) {
      String country = in.readString();
      String subdivision = in.readString();
      places[i] =
          new Place(
              new RegionPath(country, subdivision.isEmpty() ? null : subdivision), in.readString());
    }
    in.readArrayEnd(places.length);
    return places;
  }

  /**
   * Reads the changes in a piece, whose role and family are empty: the key says the role.
   *
   * @param day the day of the key
   */
  public static List<Change> read(byte[] piece, ByteReader in, int day) {
    in.over(piece);
    in.readInt();
    Place[] places = readPlaces(in);
    String[] facets = new String[in.readArrayStart()];
    for (int i = 0; i < facets.length; i++) {
      facets[i] = in.readString();
    }
    in.readArrayEnd(facets.length);
    int size = in.readArrayStart();
    List<Change> changes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      changes.add(readRow(in, day, places, facets));
    }
    in.readArrayEnd(size);
    return changes;
  }

  /** Applies a piece to a day, which counts what it did not hold of what is retracted. */
  public static void readInto(byte[] piece, ByteReader in, RoleDay rows) {
    Names names = rows.names();
    in.over(piece);
    in.readInt();
    Place[] places = readPlaces(in);
    int[] at = new int[places.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = names.place(places[i].path(), places[i].currency());
    }
    int[] facets = new int[in.readArrayStart()];
    for (int i = 0; i < facets.length; i++) {
      facets[i] = names.facet(in.readString());
    }
    in.readArrayEnd(facets.length);
    int size = in.readArrayStart();
    for (int i = 0; i < size; i++) {
      readRowInto(in, rows, places, at, facets);
    }
    in.readArrayEnd(size);
  }

  private static void readRowInto(
      ByteReader in, RoleDay rows, Place[] places, int[] at, int[] facets) {
    int sign = in.readInt();
    int place = in.readInt();
    int ordinal = in.readInt();
    Level level = ordinal < 0 ? null : LEVELS[ordinal];
    SourceType source = SOURCES[in.readInt()];
    PayPeriod period = PERIODS[in.readInt()];
    Pay usd = readPay(in);
    Pay local = in.readLong() == 0 ? null : readPay(in);
    int employer = in.readInt();
    int[] ids = new int[in.readArrayStart()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = facets[in.readInt()];
    }
    in.readArrayEnd(ids.length);
    int flags = in.readInt();
    if (sign > 0) {
      rows.add(at[place], level, source, period, usd, local, employer, ids, flags);
      return;
    }
    Names names = rows.names();
    rows.apply(
        sign,
        new Contribution(
            "",
            null,
            places[place].path(),
            level,
            source,
            period,
            rows.day(),
            places[place].currency(),
            local == null ? usd : local,
            usd,
            employer,
            Arrays.stream(ids).mapToObj(names::facet).toList(),
            flags),
        at[place],
        ids);
  }

  private static Change readRow(ByteReader in, int day, Place[] places, String[] names) {
    int sign = in.readInt();
    Place place = places[in.readInt()];
    int level = in.readInt();
    SourceType source = SOURCES[in.readInt()];
    PayPeriod period = PERIODS[in.readInt()];
    Pay usd = readPay(in);
    Pay local = in.readLong() == 0 ? usd : readPay(in);
    int employer = in.readInt();
    String[] facets = new String[in.readArrayStart()];
    for (int i = 0; i < facets.length; i++) {
      facets[i] = names[in.readInt()];
    }
    in.readArrayEnd(facets.length);
    return new Change(
        sign,
        new Contribution(
            "",
            null,
            place.path(),
            level < 0 ? null : LEVELS[level],
            source,
            period,
            day,
            place.currency(),
            local,
            usd,
            employer,
            List.of(facets),
            in.readInt()));
  }

  private static Pay readPay(ByteReader in) {
    return new Pay(in.readLong(), in.readInt(), in.readInt());
  }
}
