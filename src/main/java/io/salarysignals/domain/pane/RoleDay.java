package io.salarysignals.domain.pane;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.PayPeriod;
import io.salarysignals.domain.market.SourceType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All contributions of one role (or family) on one basis and one UTC day, as columns: what every
 * pane of that day is a sum of. A row costs about 100 bytes here and 30 in the store, once, while
 * it counts in a pane for each of its facets in each of its regions; panes are summed when they are
 * told.
 *
 * <p>A multiset: retracting removes a row with the same content, so that what was added and
 * retracted leaves nothing behind.
 */
public final class RoleDay {
  /** Of fewer rows looking at all of them is as fast. */
  private static final int FEW_ROWS = 4_096;

  private static final Level[] LEVELS = Level.values();
  private static final SourceType[] SOURCES = SourceType.values();
  private static final PayPeriod[] PERIODS = PayPeriod.values();

  private final Names names;
  private final int day;
  private int size;
  private long[] usdMinor;
  private int[] usdLog;
  private int[] usdBin;
  private long[] localMinor;
  private int[] localLog;
  private int[] localBin;
  private int[] employer;
  private int[] place;
  private int[] attributes;
  private int[] flags;

  /** Where a row's facets stand in {@link #facetPool}: how many there are, then their numbers. */
  private int[] facetsAt;

  private int[] facetPool = new int[16];
  private int facetPoolSize;
  private int facetsLive;
  private int missed;
  private FacetIndex index;

  /** Of a day with many rows of which some were taken back. */
  private RowLookup lookup;

  public RoleDay(Names names, int day) {
    this(names, day, 4);
  }

  /**
   * @param capacity observations for which there is room before it has to grow
   */
  public RoleDay(Names names, int day, int capacity) {
    this.names = names;
    this.day = day;
    usdMinor = new long[capacity];
    usdLog = new int[capacity];
    usdBin = new int[capacity];
    employer = new int[capacity];
    place = new int[capacity];
    attributes = new int[capacity];
    flags = new int[capacity];
    facetsAt = new int[capacity];
  }

  public int day() {
    return day;
  }

  /** How many retractions found nothing to retract. */
  public int missed() {
    return missed;
  }

  /** Observations. */
  public int size() {
    return size;
  }

  public Names names() {
    return names;
  }

  /**
   * Adds (1) or retracts (-1) a contribution.
   *
   * @return false where there is none such to retract; then nothing has changed
   */
  public boolean apply(int sign, Contribution c) {
    return apply(sign, c, names.place(c.place(), c.currency()), names.facets(c.facets()));
  }

  /**
   * The same where the numbers are known.
   *
   * @param at of the contribution's place
   * @param ids of its facets
   */
  public boolean apply(int sign, Contribution c, int at, int[] ids) {
    int attribute = attributes(c.level(), c.sourceType(), c.payPeriod());
    if (sign > 0) {
      pay(c.usd().minor(), c.usd().log(), c.usd().bin());
      if (!c.usd().equals(c.local())) {
        localPay(c.local().minor(), c.local().log(), c.local().bin());
      }
      append(at, attribute, ids, c.employer(), c.flags());
      return true;
    }
    int row = find(at, attribute, ids, c);
    if (row < 0) {
      missed++;
      return false;
    }
    remove(row);
    index = null;
    return true;
  }

  private static int attributes(Level level, SourceType source, PayPeriod period) {
    return (level == null ? 0 : level.ordinal() + 1)
        | source.ordinal() << 4
        | period.ordinal() << 8;
  }

  /** The pay in US dollars of the row that is appended next, and in local currency the same. */
  private void pay(long minor, int log, int bin) {
    if (size == usdMinor.length) {
      grow(size + (size >> 1) + 2);
    }
    usdMinor[size] = minor;
    usdLog[size] = log;
    usdBin[size] = bin;
    if (localMinor != null) {
      localMinor[size] = minor;
      localLog[size] = log;
      localBin[size] = bin;
    }
  }

  /** The pay in local currency of the row that is appended next, where it is another. */
  private void localPay(long minor, int log, int bin) {
    if (localMinor == null) {
      localMinor = Arrays.copyOf(usdMinor, usdMinor.length);
      localLog = Arrays.copyOf(usdLog, usdMinor.length);
      localBin = Arrays.copyOf(usdBin, usdMinor.length);
    }
    localMinor[size] = minor;
    localLog[size] = log;
    localBin[size] = bin;
  }

  private void append(int at, int attribute, int[] ids, int employerKey, int flagSet) {
    index = null;
    employer[size] = employerKey;
    place[size] = at;
    attributes[size] = attribute;
    flags[size] = flagSet;
    facetsAt[size] = facetPoolSize;
    int end = facetPoolSize + ids.length + 1;
    if (end > facetPool.length) {
      facetPool = Arrays.copyOf(facetPool, end + (end >> 1));
    }
    facetPool[facetPoolSize] = ids.length;
    System.arraycopy(ids, 0, facetPool, facetPoolSize + 1, ids.length);
    facetPoolSize = end;
    facetsLive += ids.length + 1;
    size++;
    if (lookup != null) {
      lookup.added(size);
    }
  }

  /**
   * Adds an observation by its parts, as {@link #apply} adds it by its contribution.
   *
   * @param at number of the place
   * @param level or null
   * @param ids numbers of the facets beside {@code all}
   * @param usd minor units, logarithm and bin in US dollars
   * @param local the same in the country's currency; null where it is the same pay
   */
  public void add(
      int at,
      Level level,
      SourceType source,
      PayPeriod period,
      Pay usd,
      Pay local,
      int employerKey,
      int[] ids,
      int flagSet) {
    pay(usd.minor(), usd.log(), usd.bin());
    if (local != null) {
      localPay(local.minor(), local.log(), local.bin());
    }
    append(at, attributes(level, source, period), ids, employerKey, flagSet);
  }

  private boolean hasFacets(int row, int[] ids) {
    int at = facetsAt[row];
    return Arrays.equals(facetPool, at + 1, at + 1 + facetPool[at], ids, 0, ids.length);
  }

  private void grow(int capacity) {
    usdMinor = Arrays.copyOf(usdMinor, capacity);
    usdLog = Arrays.copyOf(usdLog, capacity);
    usdBin = Arrays.copyOf(usdBin, capacity);
    if (localMinor != null) {
      localMinor = Arrays.copyOf(localMinor, capacity);
      localLog = Arrays.copyOf(localLog, capacity);
      localBin = Arrays.copyOf(localBin, capacity);
    }
    employer = Arrays.copyOf(employer, capacity);
    place = Arrays.copyOf(place, capacity);
    attributes = Arrays.copyOf(attributes, capacity);
    flags = Arrays.copyOf(flags, capacity);
    facetsAt = Arrays.copyOf(facetsAt, capacity);
  }

  /** From the end, where what is corrected mostly stands. */
  private int find(int at, int attribute, int[] ids, Contribution c) {
    if (lookup == null && size > FEW_ROWS) {
      lookup = new RowLookup(size, this::hash);
    }
    if (lookup == null) {
      int row = size - 1;
      while (row >= 0 && !is(row, at, attribute, ids, c)) {
        row--;
      }
      return row;
    }
    int row = lookup.first(hash(c.usd().minor(), c.employer(), at));
    while (row >= 0 && !is(row, at, attribute, ids, c)) {
      row = lookup.next(row);
    }
    return row;
  }

  private int hash(int row) {
    return hash(usdMinor[row], employer[row], place[row]);
  }

  private static int hash(long minor, int employer, int place) {
    return (Long.hashCode(minor) * 31 + employer) * 31 + place;
  }

  private boolean is(int row, int at, int attribute, int[] ids, Contribution c) {
    return usdMinor[row] == c.usd().minor()
        && employer[row] == c.employer()
        && place[row] == at
        && attributes[row] == attribute
        && flags[row] == c.flags()
        && localMinor(row) == c.local().minor()
        && usdLog[row] == c.usd().log()
        && usdBin[row] == c.usd().bin()
        && localLog(row) == c.local().log()
        && localBin(row) == c.local().bin()
        && hasFacets(row, ids);
  }

  private void remove(int row) {
    if (lookup != null) {
      lookup.removing(row, size - 1);
    }
    size--;
    facetsLive -= facetCount(row) + 1;
    usdMinor[row] = usdMinor[size];
    usdLog[row] = usdLog[size];
    usdBin[row] = usdBin[size];
    if (localMinor != null) {
      localMinor[row] = localMinor[size];
      localLog[row] = localLog[size];
      localBin[row] = localBin[size];
    }
    employer[row] = employer[size];
    place[row] = place[size];
    attributes[row] = attributes[size];
    flags[row] = flags[size];
    facetsAt[row] = facetsAt[size];
    if (facetPoolSize > 64 && facetPoolSize > 2 * facetsLive) {
      packFacets();
    }
  }

  /** Gives up the room of facets of rows that are gone. */
  private void packFacets() {
    int[] packed = new int[facetsLive];
    int end = 0;
    for (int row = 0; row < size; row++) {
      int length = facetCount(row) + 1;
      System.arraycopy(facetPool, facetsAt[row], packed, end, length);
      facetsAt[row] = end;
      end += length;
    }
    facetPool = packed;
    facetPoolSize = end;
  }

  /** Gives up room for more rows: to be called when few more are to be expected. */
  public void trim() {
    lookup = null;
    if (usdMinor.length > size + size / 8) {
      grow(size);
    }
    if (facetPool.length > facetsLive + facetsLive / 8) {
      packFacets();
    }
  }

  /** The rows of each facet. */
  public FacetIndex index() {
    if (index == null) {
      index = FacetIndex.of(names.zeroCounts(), facetPool, facetsAt, size);
    }
    return index;
  }

  public long usdMinor(int row) {
    return usdMinor[row];
  }

  public int usdLog(int row) {
    return usdLog[row];
  }

  public int usdBin(int row) {
    return usdBin[row];
  }

  public long localMinor(int row) {
    return localMinor == null ? usdMinor[row] : localMinor[row];
  }

  public int localLog(int row) {
    return localMinor == null ? usdLog[row] : localLog[row];
  }

  public int localBin(int row) {
    return localMinor == null ? usdBin[row] : localBin[row];
  }

  public int employer(int row) {
    return employer[row];
  }

  /** The number of the row's place in {@link Names}. */
  public int place(int row) {
    return place[row];
  }

  /** The row's level, or null. */
  public Level level(int row) {
    int level = attributes[row] & 0xF;
    return level == 0 ? null : LEVELS[level - 1];
  }

  public SourceType sourceType(int row) {
    return SOURCES[attributes[row] >> 4 & 0xF];
  }

  public PayPeriod payPeriod(int row) {
    return PERIODS[attributes[row] >> 8 & 0xF];
  }

  public int flags(int row) {
    return flags[row];
  }

  /** How many facets a row has beside {@code all}. */
  public int facetCount(int row) {
    return facetPool[facetsAt[row]];
  }

  /** The number in {@link Names} of a row's facet at a position in [0, {@link #facetCount}). */
  public int facetId(int row, int position) {
    return facetPool[facetsAt[row] + 1 + position];
  }

  /** The facets of a row beside {@code all}. */
  public List<String> facets(int row) {
    int count = facetCount(row);
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(names.facet(facetId(row, i)));
    }
    return list;
  }

  /** The row as it was added, of a role and family that the day itself does not know. */
  public Contribution contribution(int row, String role, String family) {
    Pay usd = new Pay(usdMinor[row], usdLog[row], usdBin[row]);
    return new Contribution(
        role,
        family,
        names.place(place[row]),
        level(row),
        sourceType(row),
        payPeriod(row),
        day,
        names.currency(place[row]),
        localMinor == null ? usd : new Pay(localMinor[row], localLog[row], localBin[row]),
        usd,
        employer[row],
        facets(row),
        flags[row]);
  }

  /**
   * The rows in an order that depends on their content alone, so that equal days have equal bytes:
   * by pay, then by all the rest.
   */
  public int[] canonicalOrder() {
    long[] byPay = new long[size];
    Integer[] rows = new Integer[size];
    Arrays.setAll(rows, i -> i);
    System.arraycopy(usdMinor, 0, byPay, 0, size);
    Arrays.sort(
        rows,
        (a, b) -> {
          int order = Long.compare(byPay[a], byPay[b]);
          return order != 0 ? order : compare(a, b);
        });
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = rows[i];
    }
    return order;
  }

  private int compare(int a, int b) {
    int order = Integer.compare(employer[a], employer[b]);
    order = order != 0 ? order : Integer.compare(attributes[a], attributes[b]);
    order = order != 0 ? order : Integer.compare(flags[a], flags[b]);
    order = order != 0 ? order : Long.compare(localMinor(a), localMinor(b));
    order = order != 0 ? order : Integer.compare(usdLog[a], usdLog[b]);
    order = order != 0 ? order : Integer.compare(localLog(a), localLog(b));
    order = order != 0 ? order : Integer.compare(usdBin[a], usdBin[b]);
    order = order != 0 ? order : Integer.compare(localBin(a), localBin(b));
    order = order != 0 ? order : placeName(a).compareTo(placeName(b));
    return order != 0 ? order : facets(a).toString().compareTo(facets(b).toString());
  }

  private String placeName(int row) {
    return names.place(place[row]).mostSpecific();
  }
}
