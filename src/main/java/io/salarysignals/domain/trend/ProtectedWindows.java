package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.gate.protect.Release;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.trend.ProtectedBook.Phase;
import io.salarysignals.domain.trend.ProtectedBook.Told;
import io.salarysignals.domain.trend.ProtectedBook.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * The windows with protected pay of one task, by role and basis, and which of them are to be
 * judged. Windows are held in memory, release histories in the state alone.
 */
final class ProtectedWindows {
  private static final Comparator<Market> BY_KEY = Comparator.comparing(Market::key);

  private final TrendState state;
  private final Map<Market, ProtectedBook> books = new HashMap<>();
  private final Map<Phase, NavigableMap<Integer, Set<Market>>> byPhase = new HashMap<>();
  private final Map<Market, List<Release>> newHistories = new HashMap<>();
  private final Set<Market> dirty = new LinkedHashSet<>();

  /** A window that is to be judged. */
  record Due(int end, Market role) {}

  ProtectedWindows(TrendState state) {
    this.state = state;
    for (Phase phase : Phase.values()) {
      byPhase.put(phase, new TreeMap<>());
    }
    state.forEachProtectedBook(
        (role, book) -> {
          books.put(role, book);
          book.windows().forEach((end, window) -> index(role, end, window.phase()));
        });
  }

  private void index(Market role, int end, Phase phase) {
    byPhase.get(phase).computeIfAbsent(end, e -> new TreeSet<>(BY_KEY)).add(role);
  }

  private void unindex(Market role, int end, Phase phase) {
    byPhase
        .get(phase)
        .computeIfPresent(
            end,
            (e, roles) -> {
              roles.remove(role);
              return roles.isEmpty() ? null : roles;
            });
  }

  private void move(Market role, int end, Window window, Phase phase) {
    unindex(role, end, window.phase());
    window.phase(phase);
    index(role, end, phase);
    dirty.add(role);
  }

  boolean isEmpty() {
    return books.isEmpty();
  }

  /** The window, or null where it never held protected pay. */
  Window find(Market role, int end) {
    ProtectedBook book = books.get(role);
    return book == null ? null : book.windows().get(end);
  }

  boolean hasOpen(int end) {
    return byPhase.get(Phase.OPEN).containsKey(end);
  }

  void dirty(Market role) {
    dirty.add(role);
  }

  /** Notes a change; only one of protected pay makes a window out of none. */
  void changed(Market role, int end, boolean isProtected) {
    Window window = find(role, end);
    if (window == null) {
      if (isProtected) {
        open(role, end);
      }
    } else if (window.phase() == Phase.DECIDED) {
      move(role, end, window, Phase.CHANGED);
    }
  }

  private void open(Market role, int end) {
    ProtectedBook book = books.computeIfAbsent(role, r -> new ProtectedBook());
    if (book.windows().putIfAbsent(end, new Window(Phase.OPEN)) == null) {
      index(role, end, Phase.OPEN);
      dirty.add(role);
    }
  }

  /** The windows to be judged now, in the order of their ends, then of roles. */
  List<Due> due(int closedThrough, IntPredicate oldEnough) {
    TreeMap<Integer, Set<Market>> due = new TreeMap<>();
    merge(due, byPhase.get(Phase.OPEN).headMap(closedThrough, true));
    merge(due, byPhase.get(Phase.CHANGED));
    for (Map.Entry<Integer, Set<Market>> entry : byPhase.get(Phase.AGEING).entrySet()) {
      if (!oldEnough.test(entry.getKey())) {
        break;
      }
      merge(due, Map.of(entry.getKey(), entry.getValue()));
    }
    List<Due> list = new ArrayList<>();
    due.forEach((end, roles) -> roles.forEach(role -> list.add(new Due(end, role))));
    return list;
  }

  private static void merge(TreeMap<Integer, Set<Market>> all, Map<Integer, Set<Market>> some) {
    some.forEach(
        (end, roles) -> all.computeIfAbsent(end, e -> new TreeSet<>(BY_KEY)).addAll(roles));
  }

  /**
   * Notes that a window was judged.
   *
   * @param settled whether it was old enough; else it will be judged once more
   */
  void judged(Market role, int end, boolean settled) {
    Window window = find(role, end);
    move(role, end, window, settled ? Phase.DECIDED : Phase.AGEING);
    if (window.told().containsValue(Told.FIGURES)) {
      // The next window may hold nothing; that has to be told.
      open(role, end + ProtectedRelease.WINDOW_DAYS);
    }
  }

  /** The releases that a role's windows are judged against. */
  List<Release> history(Market role) {
    List<Release> unsaved = newHistories.get(role);
    return unsaved != null ? unsaved : state.loadReleases(role);
  }

  void history(Market role, List<Release> releases) {
    newHistories.put(role, releases);
  }

  void save() {
    newHistories.forEach(state::saveReleases);
    newHistories.clear();
    for (Market role : dirty) {
      state.saveProtectedBook(role, books.getOrDefault(role, new ProtectedBook()));
    }
    dirty.clear();
  }

  /**
   * Forgets the windows that end at {@code first} or before, and releases with the last of them.
   */
  void expire(int first) {
    for (Iterator<Map.Entry<Market, ProtectedBook>> it = books.entrySet().iterator();
        it.hasNext(); ) {
      Map.Entry<Market, ProtectedBook> entry = it.next();
      NavigableMap<Integer, Window> old = entry.getValue().windows().headMap(first, true);
      if (!old.isEmpty()) {
        old.forEach((end, window) -> unindex(entry.getKey(), end, window.phase()));
        old.clear();
        dirty.add(entry.getKey());
      }
      if (entry.getValue().windows().isEmpty()) {
        newHistories.put(entry.getKey(), List.of());
        it.remove();
      }
    }
  }
}
