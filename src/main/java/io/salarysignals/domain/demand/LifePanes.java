package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Level;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a posting's life adds to the panes of a role or family: in each of its places, once in each
 * country and once in the world, in the facet of all, of its level and of each skill. Everything is
 * added with a sign, so that taking a life back leaves nothing of it.
 */
public final class LifePanes {
  /** Gives out the panes to change. */
  public interface Panes {
    /** The pane of a cell on a day, made where there is none. */
    DemandPane at(String region, String facet, int day);
  }

  private LifePanes() {}

  private record Cell(String region, String facet) {}

  private static final String[] LEVEL_FACETS = new String[Level.values().length];

  /** Facets of skills by hash of the skill; one that was pushed out is made again. */
  private static final String[] SKILL_FACETS = new String[1 << 12];

  static {
    for (Level level : Level.values()) {
      LEVEL_FACETS[level.ordinal()] = Facet.level(level);
    }
  }

  /** A time without a break in which a posting was open in one cell. */
  private record Run(int from, int spell, boolean moved, boolean first) {}

  /** Adds (1) or takes back (-1) the part of a life that concerns a role, or family with prefix. */
  public static void add(int sign, String target, PostingLife life, Panes panes) {
    if (life.segments().size() == 1 && life.reposts().isEmpty()) {
      addOne(sign, target, life.segments().get(0), panes);
      return;
    }
    Map<Cell, Run> runs = new HashMap<>();
    for (Segment segment : life.segments()) {
      Set<Cell> cells = cells(target, segment.attributes());
      // What stays in a cell neither enters nor leaves it, whatever else changes.
      leave(sign, segment, cells, runs, panes);
      for (Cell cell : cells) {
        if (!runs.containsKey(cell)) {
          runs.put(
              cell, new Run(segment.from(), segment.spell(), segment.moved(), segment.first()));
          enter(sign, segment, panes.at(cell.region, cell.facet, segment.from()));
        }
      }
      if (segment.exit() != Exit.MOVED && segment.exit() != Exit.OPEN) {
        runs.forEach((cell, run) -> exit(sign, segment.exit(), segment.to(), cell, run, panes));
      }
      if (segment.exit() != Exit.MOVED) {
        runs.clear();
      }
    }
    for (PostingLife.Repost repost : life.reposts()) {
      for (Cell cell : cells(target, repost.attributes())) {
        panes.at(cell.region, cell.facet, repost.day()).add(DemandPane.REPOSTED, sign);
      }
    }
  }

  /** Most lives have one segment. */
  private static void addOne(int sign, String target, Segment segment, Panes panes) {
    PostingAttributes attributes = segment.attributes();
    if (!LifeTargets.concerns(target, attributes)) {
      return;
    }
    List<String> facets = facets(attributes);
    Run run = new Run(segment.from(), segment.spell(), segment.moved(), segment.first());
    boolean ends = segment.exit() != Exit.MOVED && segment.exit() != Exit.OPEN;
    for (String region : regions(attributes)) {
      for (String facet : facets) {
        enter(sign, segment, panes.at(region, facet, segment.from()));
      }
      for (int i = 0; ends && i < facets.size(); i++) {
        DemandPane pane = panes.at(region, facets.get(i), segment.to());
        exit(sign, segment.exit(), segment.to(), run, pane);
      }
    }
  }

  private static Set<Cell> cells(String target, PostingAttributes attributes) {
    if (!LifeTargets.concerns(target, attributes)) {
      return Set.of();
    }
    Set<Cell> cells = new LinkedHashSet<>();
    List<String> facets = facets(attributes);
    for (String region : regions(attributes)) {
      for (String facet : facets) {
        cells.add(new Cell(region, facet));
      }
    }
    return cells;
  }

  private static void leave(
      int sign, Segment next, Set<Cell> stays, Map<Cell, Run> runs, Panes panes) {
    runs.entrySet()
        .removeIf(
            entry -> {
              boolean leaves = !stays.contains(entry.getKey());
              if (leaves) {
                exit(sign, Exit.MOVED, next.from(), entry.getKey(), entry.getValue(), panes);
              }
              return leaves;
            });
  }

  private static void enter(int sign, Segment segment, DemandPane pane) {
    if (segment.moved()) {
      pane.add(DemandPane.MOVED_IN, sign);
      if (segment.first()) {
        pane.addAge(segment.from() - segment.spell(), 0, -sign);
      }
    } else {
      open(sign, segment, pane);
    }
  }

  private static void exit(int sign, Exit exit, int day, Cell cell, Run run, Panes panes) {
    exit(sign, exit, day, run, panes.at(cell.region, cell.facet, day));
  }

  private static void exit(int sign, Exit exit, int day, Run run, DemandPane pane) {
    pane.add(
        switch (exit) {
          case CLOSED -> DemandPane.CLOSED;
          case EXPIRED -> DemandPane.EXPIRED;
          default -> DemandPane.MOVED_OUT;
        },
        sign);
    if (run.first) {
      // Who comes by a move is at risk from the day after; one who leaves on the day never was.
      boolean died = exit == Exit.CLOSED && !(run.moved && run.from == day);
      pane.addAge(day - run.spell, died ? sign : 0, died ? 0 : sign);
    }
  }

  private static void open(int sign, Segment segment, DemandPane pane) {
    PostingAttributes a = segment.attributes();
    pane.add(DemandPane.OPENED, sign);
    if (segment.first()) {
      pane.add(DemandPane.FIRST_OPENED, sign);
    }
    if (a.paid()) {
      pane.add(DemandPane.OPENED_PAID, sign);
    }
    pane.add(DemandPane.SKILLS, sign * a.skills().size());
    for (int i = 0; i < Scope.count(); i++) {
      if ((a.scopes() & Scope.of(i).bit()) != 0) {
        pane.add(DemandPane.SCOPES + i, sign);
      }
    }
  }

  /** The regions that a posting counts in, each once. */
  static Collection<String> regions(PostingAttributes attributes) {
    List<RegionPath> places = attributes.places();
    Collection<String> regions =
        places.size() > 4 ? new LinkedHashSet<>() : new ArrayList<>(2 * places.size() + 1);
    for (RegionPath place : places) {
      if (place.subdivision() != null && !regions.contains(place.subdivision())) {
        regions.add(place.subdivision());
      }
      if (!regions.contains(place.country())) {
        regions.add(place.country());
      }
    }
    regions.add(Market.WORLD);
    return regions;
  }

  /** The facets that a posting counts in. */
  static List<String> facets(PostingAttributes attributes) {
    List<String> facets = new ArrayList<>(attributes.skills().size() + 2);
    facets.add(Facet.ALL);
    if (attributes.level() != null) {
      facets.add(LEVEL_FACETS[attributes.level().ordinal()]);
    }
    for (String skill : attributes.skills()) {
      facets.add(skillFacet(skill));
    }
    return facets;
  }

  private static String skillFacet(String skill) {
    int hash = skill.hashCode();
    int slot = (hash ^ (hash >>> 13)) & (SKILL_FACETS.length - 1);
    // Threads may overwrite each other's: a text is right or is not taken.
    String known = SKILL_FACETS[slot];
    if (known == null
        || known.length() != Facet.SKILL_PREFIX.length() + skill.length()
        || !known.endsWith(skill)) {
      known = Facet.skill(skill);
      SKILL_FACETS[slot] = known;
    }
    return known;
  }
}
