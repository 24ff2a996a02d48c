package io.salarysignals.domain.trend;

import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Change;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Names;
import io.salarysignals.domain.pane.PaneSummer;
import io.salarysignals.domain.pane.RoleDay;
import io.salarysignals.domain.window.FacetWindow;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.domain.window.RoleDays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The roles of one task: days as live columns in front of the store, written once per save. */
final class Roles {
  private static final Horizon ONE_DAY = new Horizon(1, 1);

  final Names names = new Names();
  final PaneSummer summer = new PaneSummer();
  private final TrendState state;
  private final List<Map<String, RoleState>> byName = new ArrayList<>();
  private final ArrayList<RoleState> inOrder = new ArrayList<>();
  private boolean sorted = true;
  private final LiveDays live;
  private final Books books;
  private final Set<RoleState> unsavedChanges = new LinkedHashSet<>();
  private final RowAllowance allowance;
  private int lateChanges;

  /**
   * @param allowance shared with the other engines of the process
   */
  Roles(int horizons, TrendState state, TrendSink sink, int maxRows, RowAllowance allowance) {
    this.allowance = allowance;
    this.state = state;
    this.live = new LiveDays(names, state, sink, inOrder, maxRows);
    this.books = new Books(state, horizons, maxRows);
    for (int i = 0; i < Basis.values().length; i++) {
      byName.add(new HashMap<>());
    }
    state.forEachPiece(
        names,
        (role, day, n, places) -> {
          RoleState known = of(role.role(), role.basis());
          known.days.set(day, known.days.n(day) + n);
          for (int place : places) {
            known.seen(place, names.place(place));
          }
        });
    state.forEachBook(
        (market, book) -> {
          MarketState known = market(market);
          known.hasBook = true;
          book.forEachProvisional(
              end -> {
                known.provisionalEnds.add(end);
                known.role.provisionalEnds.add(end);
              });
        });
    state
        .loadChanges()
        .forEach(
            (role, changes) -> {
              RoleState known = of(role.role(), role.basis());
              known.changes.putAll(changes);
              changes.values().forEach(ofDay -> lateChanges += ofDay.size());
              known.savedChanges.addAll(changes.keySet());
            });
  }

  RoleState of(String role, Basis basis) {
    Map<String, RoleState> roles = byName.get(basis.ordinal());
    RoleState known = roles.get(role);
    if (known == null) {
      known = new RoleState(new Market(role, Market.WORLD, basis));
      roles.put(role, known);
      inOrder.add(known);
      sorted = false;
    }
    return known;
  }

  MarketState market(Market market) {
    return of(market.role(), market.basis()).market(market.region());
  }

  /** The role that a market belongs to, or null where nothing was ever seen of it. */
  RoleState find(Market market) {
    return byName.get(market.basis().ordinal()).get(market.role());
  }

  List<RoleState> inOrder() {
    if (!sorted) {
      inOrder.sort(Comparator.comparing(role -> role.order));
      sorted = true;
    }
    return inOrder;
  }

  /** How many observations are held in memory. */
  long rowsHeld() {
    return live.rowsHeld();
  }

  /** How many changes of closed days were not told yet. */
  int lateChanges() {
    return lateChanges;
  }

  int markets() {
    int markets = 0;
    for (RoleState role : inOrder) {
      markets += role.markets.size();
    }
    return markets;
  }

  /**
   * Adds (1) or retracts (-1) a contribution.
   *
   * @param facets the numbers of its facets
   * @param closed whether the day has been told already
   * @return false where there was nothing such to retract; then nothing has changed
   */
  boolean add(RoleState role, int sign, Contribution c, int[] facets, boolean closed) {
    int place = names.place(c.place(), c.currency());
    Change change = live.add(role, sign, c, place, facets, closed);
    if (change == null) {
      return false;
    }
    if (closed) {
      role.changes.computeIfAbsent(c.day(), d -> new ArrayList<>()).add(change);
      unsavedChanges.add(role);
      lateChanges++;
    }
    role.seen(place, c.place());
    long at = (long) place << 32;
    role.touched.add(at);
    for (int facet : facets) {
      role.touched.add(at | facet);
    }
    return true;
  }

  /**
   * Does what looks at the days before {@code to} of a role together, if the process has room for
   * them now.
   *
   * @return whether it had
   */
  boolean lookAt(RoleState role, int to, Runnable what) {
    long rows = role.days.sum(Integer.MIN_VALUE / 2, to);
    if (!allowance.take(rows)) {
      return false;
    }
    try {
      live.begin(role, rows);
      what.run();
      live.end();
    } finally {
      allowance.give(rows);
    }
    return true;
  }

  /** The days of a role as they are now. */
  RoleDays days(RoleState role) {
    return new RoleDays() {
      @Override
      public int ceil(int day) {
        return role.days.ceil(day);
      }

      @Override
      public RoleDay day(int day) {
        return role.days.contains(day) ? live.passing(role, day) : null;
      }
    };
  }

  /** Turns {@code window} to one day of a role alone. */
  void overDay(FacetWindow window, RoleState role, int day) {
    window.over(
        new RoleDays() {
          @Override
          public int ceil(int from) {
            return from <= day && role.days.contains(day) ? day : Integer.MAX_VALUE;
          }

          @Override
          public RoleDay day(int at) {
            return live.rows(role, at);
          }
        },
        ONE_DAY,
        day + 1);
  }

  /** Notes that a day was told: it changes rarely from now on. */
  void settle(RoleState role, int day) {
    live.settle(role, day);
  }

  Book book(MarketState market) {
    return books.of(market);
  }

  void bookChanged(MarketState market) {
    books.changed(market);
  }

  void dropChanges(RoleState role) {
    for (int day : role.savedChanges) {
      state.saveChanges(role.role, day, List.of());
    }
    role.savedChanges.clear();
    role.changes.values().forEach(changes -> lateChanges -= changes.size());
    role.changes.clear();
    unsavedChanges.remove(role);
  }

  /** Writes what changed since the last save. */
  void save() {
    live.save();
    // Most are told before the next commit and never reach the store.
    for (RoleState role : unsavedChanges) {
      role.changes.forEach(
          (day, changes) -> {
            role.savedChanges.add(day);
            state.saveChanges(role.role, day, changes);
          });
    }
    unsavedChanges.clear();
    books.save();
  }

  /**
   * Forgets the days before {@code first}, telling each cell's day as gone; a role without days
   * goes as a whole.
   */
  void expire(int first, TrendSink sink) {
    FacetWindow window = new FacetWindow(names, summer);
    for (Iterator<RoleState> it = inOrder.iterator(); it.hasNext(); ) {
      RoleState role = it.next();
      for (int day = role.days.ceil(Integer.MIN_VALUE + 64);
          day < first;
          day = role.days.ceil(day + 1)) {
        expire(role, day, window, sink);
      }
      role.live.entrySet().removeIf(e -> e.getKey() < first);
      if (role.days.isEmpty() && role.live.isEmpty() && role.changes.isEmpty()) {
        role.markets.values().forEach(books::remove);
        byName.get(role.role.basis().ordinal()).remove(role.role.role());
        it.remove();
      }
    }
  }

  private void expire(RoleState role, int day, FacetWindow window, TrendSink sink) {
    overDay(window, role, day);
    for (int facet : window.movedFacets()) {
      window.facet(facet, 1);
      for (int i = 0; i < window.nodes(); i++) {
        MarketState market = role.market(window.node(i).region());
        sink.pane(market.market, names.facet(facet), day, null);
      }
    }
    if (!role.role.isFamily()) {
      sink.strata(role.role, day, List.of());
    }
    live.remove(role, day);
    List<Change> late = role.changes.remove(day);
    lateChanges -= late == null ? 0 : late.size();
    if (role.savedChanges.remove(day)) {
      state.saveChanges(role.role, day, List.of());
    }
  }

  /** The facets of a contribution, {@code all} first. */
  static List<String> facets(Contribution c) {
    List<String> facets = new ArrayList<>(c.facets().size() + 1);
    facets.add(Facet.ALL);
    facets.addAll(c.facets());
    return facets;
  }
}
