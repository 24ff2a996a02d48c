package io.salarysignals.domain.window;

import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.pane.FacetIndex;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.pane.PaneSummer;
import io.salarysignals.domain.pane.PaneSummer.Kind;
import io.salarysignals.domain.pane.PaneSummer.Room;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One facet of a role in one window and in the grid window before it, in every region: how many
 * observations each cell holds now and before, how many entered or left, and, where asked for, its
 * sum. Everything is summed anew from the rows of the days, so nothing needs to be kept between two
 * windows, and what a window holds depends on the days alone.
 *
 * <p>Not thread-safe; used again and again.
 */
public final class FacetWindow {
  private static final int NO_SKILL = Integer.MIN_VALUE;

  private final Strata.Collector strata = new Strata.Collector();
  private int[] skillBits = new int[64];
  private final Names names;
  private final PaneSummer summer;

  private RoleDay[] days = new RoleDay[32];
  private int dayCount;
  private int end;
  private Horizon horizon;

  private int[] now = new int[16];
  private int[] before = new int[16];
  private int[] changed = new int[16];
  private int[] touched = new int[16];
  private int[] offsets = new int[17];
  private int[] cursor = new int[16];
  private int places;
  private int facet;
  private boolean gathered;
  private int[] refDay = new int[64];
  private int[] refRow = new int[64];
  private final List<InRegion> nodes = new ArrayList<>();
  private int nodeCount;

  /** A region in which the facet has something, now or before. */
  public final class InRegion {
    private String region;
    private Kind kind;
    private String currency;
    private int first;
    private int last;
    private long n;
    private long nBefore;
    private long moved;

    public String region() {
      return region;
    }

    /** Of the amounts of its rows; USD in the world. */
    public String currency() {
      return currency;
    }

    /** Observations in the window. */
    public long n() {
      return n;
    }

    /** Observations in the grid window before. */
    public long nBefore() {
      return nBefore;
    }

    /** Observations that are in one of the two windows only. */
    public long moved() {
      return moved;
    }

    /** Whether a place, by its number, lies in the region. */
    public boolean holds(int where) {
      RegionPath path = names.place(where);
      return switch (kind) {
        case WORLD -> true;
        case COUNTRY -> path.country().equals(region);
        case SUBDIVISION -> region.equals(path.subdivision());
      };
    }

    /** The sum of the window, in {@code room}; null where it is empty. */
    public Pane sum(Room room) {
      return n == 0 ? null : FacetWindow.this.sum(this, room, end - horizon.days(), end, n);
    }

    /** The sum of the grid window before, in {@code room}; null where it is empty. */
    public Pane sumBefore(Room room) {
      int last = end - horizon.step();
      return nBefore == 0
          ? null
          : FacetWindow.this.sum(this, room, last - horizon.days(), last, nBefore);
    }
  }

  /**
   * The strata of the window of a country or sub-division, for the facet that was turned to. The
   * world has none: strata know no currency.
   */
  public Strata strata(InRegion node) {
    if (!gathered) {
      gather();
    }
    strata.clear();
    for (int i = offsets[node.first]; i < offsets[node.last]; i++) {
      RoleDay day = days[refDay[i]];
      if (isNow(day.day())) {
        int row = refRow[i];
        strata.add(stratum(day, row), 1, day.localLog(row));
      }
    }
    return strata.toStrata();
  }

  private long stratum(RoleDay day, int row) {
    int bits = 0;
    for (int i = day.facetCount(row) - 1; i >= 0; i--) {
      int id = day.facetId(row, i);
      if (id >= skillBits.length) {
        skillBits = Arrays.copyOf(skillBits, id * 2 + 16);
      }
      if (skillBits[id] == 0) {
        int skill = Stratum.skill(names.facet(id));
        skillBits[id] = skill == 0 ? NO_SKILL : skill;
      }
      bits |= skillBits[id] & ~NO_SKILL;
    }
    Level level = day.level(row);
    return Stratum.key(
        day.employer(row),
        level == null ? 0 : level.ordinal() + 1,
        day.sourceType(row).ordinal(),
        day.payPeriod(row).ordinal(),
        bits);
  }

  public FacetWindow(Names names, PaneSummer summer) {
    this.names = names;
    this.summer = summer;
  }

  /** Takes the window of {@code horizon} that ends at {@code end}, an epoch day, exclusive. */
  public void over(RoleDays role, Horizon ofHorizon, int atEnd) {
    horizon = ofHorizon;
    end = atEnd;
    dayCount = 0;
    for (int day = role.ceil(end - horizon.step() - horizon.days());
        day < end;
        day = role.ceil(day + 1)) {
      RoleDay rows = role.day(day);
      if (rows != null) {
        if (dayCount == days.length) {
          days = Arrays.copyOf(days, dayCount * 2);
        }
        days[dayCount++] = rows;
      }
    }
  }

  /** The facets of which something entered or left, {@code all} first where there is any. */
  public int[] movedFacets() {
    int[] found = new int[16];
    int size = 0;
    for (int d = 0; d < dayCount; d++) {
      if (days[d].size() > 0 && isMoved(days[d].day())) {
        int[] facets = days[d].index().facets();
        if (found.length < size + facets.length + 1) {
          found = Arrays.copyOf(found, (size + facets.length + 1) * 2);
        }
        found[size++] = Names.ALL;
        System.arraycopy(facets, 0, found, size, facets.length);
        size += facets.length;
      }
    }
    return Arrays.stream(found, 0, size).sorted().distinct().toArray();
  }

  private boolean isNow(int day) {
    return day >= end - horizon.days();
  }

  private boolean isBefore(int day) {
    return day < end - horizon.step();
  }

  private boolean isMoved(int day) {
    return isNow(day) != isBefore(day);
  }

  /**
   * Turns to a facet.
   *
   * @param least where no region can hold so many, now or before, nothing is looked at
   * @return whether some region may
   */
  public boolean facet(int ofFacet, long least) {
    facet = ofFacet;
    clear();
    long most = 0;
    long mostBefore = 0;
    for (int d = 0; d < dayCount; d++) {
      long size = sizeOf(days[d]);
      most += isNow(days[d].day()) ? size : 0;
      mostBefore += isBefore(days[d].day()) ? size : 0;
    }
    if (Math.max(most, mostBefore) < Math.max(1, least)) {
      return false;
    }
    if (now.length < names.places()) {
      int more = names.places() * 2;
      now = new int[more];
      before = new int[more];
      changed = new int[more];
      touched = new int[more];
      offsets = new int[more + 1];
      cursor = new int[more];
    }
    for (int d = 0; d < dayCount; d++) {
      count(days[d]);
    }
    order();
    return true;
  }

  private void clear() {
    for (int i = 0; i < places; i++) {
      now[touched[i]] = 0;
      before[touched[i]] = 0;
      changed[touched[i]] = 0;
    }
    places = 0;
    nodeCount = 0;
    gathered = false;
  }

  private int sizeOf(RoleDay day) {
    if (facet == Names.ALL) {
      return day.size();
    }
    FacetIndex index = day.index();
    int at = index.find(facet);
    return at < 0 ? 0 : index.end(at) - index.start(at);
  }

  private void count(RoleDay day) {
    int inNow = isNow(day.day()) ? 1 : 0;
    int inBefore = isBefore(day.day()) ? 1 : 0;
    int moved = inNow ^ inBefore;
    if ((inNow | inBefore) == 0) {
      return;
    }
    int from = 0;
    int to = day.size();
    int[] rows = null;
    if (facet != Names.ALL) {
      FacetIndex index = day.index();
      int at = index.find(facet);
      if (at < 0) {
        return;
      }
      from = index.start(at);
      to = index.end(at);
      rows = index.rows();
    }
    for (int i = from; i < to; i++) {
      int place = day.place(rows == null ? i : rows[i]);
      if ((now[place] | before[place]) == 0) {
        touched[places++] = place;
      }
      now[place] += inNow;
      before[place] += inBefore;
      changed[place] += moved;
    }
  }

  /** Puts the places in order and makes the regions out of them. */
  private void order() {
    int[] ranks = names.ranks();
    for (int i = 1; i < places; i++) {
      int place = touched[i];
      int at = i;
      for (; at > 0 && ranks[touched[at - 1]] > ranks[place]; at--) {
        touched[at] = touched[at - 1];
      }
      touched[at] = place;
    }
    node(Market.WORLD, Kind.WORLD, 0, places);
    for (int first = 0; first < places; ) {
      String country = names.place(touched[first]).country();
      int last = first + 1;
      while (last < places && names.place(touched[last]).country().equals(country)) {
        last++;
      }
      node(country, Kind.COUNTRY, first, last);
      for (int i = first; i < last; i++) {
        String subdivision = names.place(touched[i]).subdivision();
        if (subdivision != null) {
          node(subdivision, Kind.SUBDIVISION, i, i + 1);
        }
      }
      first = last;
    }
  }

  private void node(String region, Kind kind, int first, int last) {
    if (nodeCount == nodes.size()) {
      nodes.add(new InRegion());
    }
    InRegion node = nodes.get(nodeCount++);
    node.region = region;
    node.kind = kind;
    node.currency = kind == Kind.WORLD ? "USD" : names.currency(touched[first]);
    node.first = first;
    node.last = last;
    node.n = 0;
    node.nBefore = 0;
    node.moved = 0;
    for (int i = first; i < last; i++) {
      node.n += now[touched[i]];
      node.nBefore += before[touched[i]];
      node.moved += changed[touched[i]];
    }
  }

  /** How many regions there are; the world first, each country before its sub-divisions. */
  public int nodes() {
    return nodeCount;
  }

  public InRegion node(int i) {
    return nodes.get(i);
  }

  /** The node of a region, or null. */
  public InRegion node(String region) {
    for (int i = 0; i < nodeCount; i++) {
      if (nodes.get(i).region.equals(region)) {
        return nodes.get(i);
      }
    }
    return null;
  }

  /** Sorts references to the rows by place, so that the rows of each region stand together. */
  private void gather() {
    gathered = true;
    int total = 0;
    for (int i = 0; i < places; i++) {
      int place = touched[i];
      offsets[i] = total;
      cursor[place] = total;
      // A row is in one of the windows, or in both.
      total += (now[place] + before[place] + changed[place]) / 2;
    }
    offsets[places] = total;
    if (refDay.length < total) {
      refDay = new int[total + total / 2];
      refRow = new int[total + total / 2];
    }
    for (int d = 0; d < dayCount; d++) {
      RoleDay day = days[d];
      if (!isNow(day.day()) && !isBefore(day.day())) {
        continue;
      }
      int from = 0;
      int to = day.size();
      int[] rows = null;
      if (facet != Names.ALL) {
        FacetIndex index = day.index();
        int at = index.find(facet);
        if (at < 0) {
          continue;
        }
        from = index.start(at);
        to = index.end(at);
        rows = index.rows();
      }
      for (int i = from; i < to; i++) {
        int row = rows == null ? i : rows[i];
        int at = cursor[day.place(row)]++;
        refDay[at] = d;
        refRow[at] = row;
      }
    }
  }

  private Pane sum(InRegion node, Room room, int from, int to, long size) {
    if (!gathered) {
      gather();
    }
    summer.begin(room, node.kind, node.currency, (int) Math.min(size, Integer.MAX_VALUE));
    for (int i = offsets[node.first]; i < offsets[node.last]; i++) {
      RoleDay day = days[refDay[i]];
      if (day.day() >= from && day.day() < to) {
        summer.add(day, refRow[i]);
      }
    }
    return summer.finish();
  }
}
