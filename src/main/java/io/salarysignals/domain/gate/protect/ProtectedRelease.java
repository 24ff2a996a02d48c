package io.salarysignals.domain.gate.protect;

import io.salarysignals.domain.gate.Gate;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.stats.FiguresCalculator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Decides what is published of windows that hold protected pay: one role at a time, all of its
 * regions together, windows of 28 days that do not overlap. Threat model and proof:
 * docs/methods-statistics.md.
 *
 * <ul>
 *   <li>Nothing before a window has its age.
 *   <li>First release: the cells that meet the minima, less those whose publication would leave a
 *       ring below them (COMPLEMENTARY) or a difference to an earlier release of fewer contributors
 *       than the release quantum (RELEASE_QUANTUM).
 *   <li>Later releases publish the same cells, all or none, and only if every ring still meets the
 *       minima and differs from every earlier release by nothing or by the quantum. Otherwise what
 *       was published stands.
 * </ul>
 */
public final class ProtectedRelease {
  /** Length of the windows in days; they end where the epoch day is a multiple. */
  public static final int WINDOW_DAYS = 28;

  private final ProtectedSettings settings;
  private final Gate gate;
  private final FiguresCalculator calculator;

  public ProtectedRelease(ProtectedSettings settings) {
    this.settings = settings;
    gate = new Gate(settings.minima());
    calculator = new FiguresCalculator(settings.minima().minContributorsForTails());
  }

  /** Whether windows with protected pay may end on this epoch day. */
  public static boolean isWindowEnd(int epochDay) {
    return Math.floorMod(epochDay, WINDOW_DAYS) == 0;
  }

  /** Whether a window may be published, by its age at the watermark. */
  public boolean isOldEnough(int windowEnd, int watermarkDay) {
    return (long) watermarkDay - windowEnd >= settings.minAgeDays();
  }

  /**
   * Judges a window that is final or has changed since. The caller sends the events and stores the
   * history in one transaction.
   *
   * @param windowEnd epoch day, exclusive
   * @param watermarkDay epoch day of the minimum watermark
   * @param nodes the role's cells of {@link Cell} that hold anything in the window, in any order;
   *     on those without protected contributions nothing is decided here
   * @param history earlier releases of the role, as the last outcome gave them
   */
  public Outcome decide(int windowEnd, int watermarkDay, List<Node> nodes, List<Release> history) {
    if (!isWindowEnd(windowEnd)) {
      throw new IllegalArgumentException("no window of protected pay ends on day " + windowEnd);
    }
    SortedMap<Cell, Node> tree = new TreeMap<>();
    SortedMap<Cell, Content> contents = new TreeMap<>();
    for (Node node : nodes) {
      if (node.content().guarded().isEmpty()) {
        continue;
      }
      tree.put(node.cell(), node);
      contents.put(node.cell(), node.content());
    }
    Map<Cell, List<SuppressionReason>> reasons = new HashMap<>();
    Release last = latest(windowEnd, history);
    if (last != null) {
      return revise(last, tree, contents, history);
    }
    if (!isOldEnough(windowEnd, watermarkDay)) {
      tree.keySet().forEach(cell -> reasons.put(cell, List.of(SuppressionReason.AGE)));
      return new Outcome(decisions(tree, new TreeSet<>(), reasons), history, false);
    }
    if (isForgotten(windowEnd, history)) {
      return new Outcome(kept(tree.keySet()), history, false);
    }
    SortedSet<Cell> published = candidates(tree, reasons);
    withholdForRings(published, contents, reasons);
    withholdForHistory(published, contents, history, reasons);
    List<Decision> decisions = decisions(tree, published, reasons);
    if (published.isEmpty()) {
      return new Outcome(decisions, history, false);
    }
    Release release = new Release(windowEnd, 1, published, contents);
    return new Outcome(decisions, extended(history, release), true);
  }

  private static Release latest(int windowEnd, List<Release> history) {
    return history.stream()
        .filter(release -> release.windowEnd() == windowEnd)
        .max(Comparator.comparingInt(Release::revision))
        .orElse(null);
  }

  /** Whether the window may have been published once and left the history since. */
  private boolean isForgotten(int windowEnd, List<Release> history) {
    SortedSet<Integer> ends = new TreeSet<>();
    history.forEach(release -> ends.add(release.windowEnd()));
    return ends.size() >= settings.comparedWindows() && windowEnd < ends.first();
  }

  /** Cells that meet the minima in all they hold and in what they hold protected. */
  private SortedSet<Cell> candidates(
      SortedMap<Cell, Node> tree, Map<Cell, List<SuppressionReason>> reasons) {
    SortedSet<Cell> candidates = new TreeSet<>();
    for (Node node : tree.values()) {
      List<SuppressionReason> broken = broken(node);
      if (broken.isEmpty()) {
        candidates.add(node.cell());
      } else {
        reasons.put(node.cell(), broken);
      }
    }
    return candidates;
  }

  /** Whether a cell would be published, were it alone and old enough. */
  public boolean meetsMinima(Node node) {
    return broken(node).isEmpty();
  }

  /** Rules that a cell breaks in all it holds or in what it holds protected. */
  private List<SuppressionReason> broken(Node node) {
    SortedSet<SuppressionReason> broken = new TreeSet<>(gate.judge(node.sample()));
    broken.addAll(Minima.broken(node.content(), settings.minima()));
    return List.copyOf(broken);
  }

  /** Takes away the smallest child of a ring that is too small, until none is. */
  private void withholdForRings(
      SortedSet<Cell> published,
      Map<Cell, Content> contents,
      Map<Cell, List<SuppressionReason>> reasons) {
    for (Cell bad = badRing(published, contents); bad != null; bad = badRing(published, contents)) {
      Cell least = smallestChild(bad, published, contents);
      published.remove(least);
      reasons.put(least, List.of(SuppressionReason.COMPLEMENTARY));
    }
  }

  /** The published cell with the least n right below {@code cell}; without any, the last cell. */
  private static Cell smallestChild(
      Cell cell, SortedSet<Cell> published, Map<Cell, Content> contents) {
    Set<Cell> all = new TreeSet<>(published);
    all.add(cell);
    return published.stream()
        .filter(child -> cell.equals(Rings.nearest(child, all)))
        .min(
            Comparator.comparingLong((Cell child) -> contents.get(child).n())
                .thenComparing(Comparator.naturalOrder()))
        .orElseGet(published::last);
  }

  private Cell badRing(SortedSet<Cell> published, Map<Cell, Content> contents) {
    for (Map.Entry<Cell, Content> ring : Rings.of(published, contents).entrySet()) {
      if (!Minima.broken(ring.getValue(), settings.minima()).isEmpty()) {
        return ring.getKey();
      }
    }
    return null;
  }

  /** Takes away cells whose rings differ too little from an earlier release, until none does. */
  private void withholdForHistory(
      SortedSet<Cell> published,
      Map<Cell, Content> contents,
      List<Release> history,
      Map<Cell, List<SuppressionReason>> reasons) {
    for (int i = 0; i < history.size() && !published.isEmpty(); i++) {
      Cell bad =
          Difference.between(history.get(i), published, contents)
              .tooSmall(settings.releaseQuantum());
      if (bad == null) {
        continue;
      }
      Cell holder = published.contains(bad) ? bad : Rings.nearest(bad, published);
      Cell withheld = holder != null ? holder : smallestChild(bad, published, contents);
      published.remove(withheld);
      reasons.put(withheld, List.of(SuppressionReason.RELEASE_QUANTUM));
      withholdForRings(published, contents, reasons);
      i = -1;
    }
  }

  private Outcome revise(
      Release last,
      SortedMap<Cell, Node> tree,
      SortedMap<Cell, Content> contents,
      List<Release> history) {
    boolean same = Difference.between(last, last.published(), contents).isNone();
    boolean safe =
        !same
            && tree.keySet().containsAll(last.published())
            && last.published().stream().allMatch(cell -> broken(tree.get(cell)).isEmpty())
            && badRing(last.published(), contents) == null;
    for (int i = 0; i < history.size() && safe; i++) {
      safe =
          Difference.between(history.get(i), last.published(), contents)
                  .tooSmall(settings.releaseQuantum())
              == null;
    }
    if (safe) {
      Release release =
          new Release(last.windowEnd(), last.revision() + 1, last.published(), contents);
      return new Outcome(
          decisions(tree, last.published(), withheld(tree)), extended(history, release), true);
    }
    List<Decision> decisions = new ArrayList<>();
    if (!same) {
      decisions.addAll(kept(last.published()));
    } else {
      last.published()
          .forEach(c -> decisions.add(new Decision(c, Decision.Kind.KEEP, null, List.of())));
    }
    for (Decision decision : decisions(tree, new TreeSet<>(), withheld(tree))) {
      if (!last.published().contains(decision.cell())) {
        decisions.add(decision);
      }
    }
    decisions.sort(Comparator.comparing(Decision::cell));
    return new Outcome(decisions, history, false);
  }

  private static List<Decision> kept(Set<Cell> cells) {
    return cells.stream()
        .map(
            cell ->
                new Decision(
                    cell, Decision.Kind.KEEP, null, List.of(SuppressionReason.RELEASE_QUANTUM)))
        .toList();
  }

  /** After its first release a window gains no cells: a new one would split a published ring. */
  private static Map<Cell, List<SuppressionReason>> withheld(SortedMap<Cell, Node> tree) {
    Map<Cell, List<SuppressionReason>> reasons = new HashMap<>();
    tree.keySet().forEach(cell -> reasons.put(cell, List.of(SuppressionReason.COMPLEMENTARY)));
    return reasons;
  }

  private List<Decision> decisions(
      SortedMap<Cell, Node> tree,
      SortedSet<Cell> published,
      Map<Cell, List<SuppressionReason>> reasons) {
    List<Decision> decisions = new ArrayList<>();
    for (Node node : tree.values()) {
      decisions.add(
          published.contains(node.cell())
              ? new Decision(
                  node.cell(),
                  Decision.Kind.PUBLISH,
                  Rounding.round(calculator.figures(node.sample())),
                  List.of())
              : new Decision(node.cell(), Decision.Kind.SUPPRESS, null, reasons.get(node.cell())));
    }
    return decisions;
  }

  /** The history with a release, without windows older than those that are compared. */
  private List<Release> extended(List<Release> history, Release release) {
    List<Release> all = new ArrayList<>(history);
    all.add(release);
    SortedSet<Integer> ends = new TreeSet<>(Comparator.reverseOrder());
    all.forEach(r -> ends.add(r.windowEnd()));
    int oldest = ends.stream().limit(settings.comparedWindows()).reduce((a, b) -> b).orElseThrow();
    all.removeIf(r -> r.windowEnd() < oldest);
    all.sort(Comparator.comparingInt(Release::windowEnd).thenComparingInt(Release::revision));
    return List.copyOf(all);
  }
}
