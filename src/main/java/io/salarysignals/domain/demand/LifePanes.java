package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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

  /** Adds (1) or takes back (-1) the part of a life that concerns a role, or family with prefix. */
  public static void add(int sign, String target, PostingLife life, Panes panes) {
    for (Segment segment : life.segments()) {
      if (LifeTargets.concerns(target, segment.attributes())) {
        for (String region : regions(segment.attributes())) {
          for (String facet : facets(segment.attributes())) {
            add(sign, segment, region, facet, panes);
          }
        }
      }
    }
    for (PostingLife.Repost repost : life.reposts()) {
      if (LifeTargets.concerns(target, repost.attributes())) {
        for (String region : regions(repost.attributes())) {
          for (String facet : facets(repost.attributes())) {
            panes.at(region, facet, repost.day()).add(DemandPane.REPOSTED, sign);
          }
        }
      }
    }
  }

  private static void add(int sign, Segment segment, String region, String facet, Panes panes) {
    // Who comes and goes within a day was never at risk here: at risk is one from the day after.
    boolean ages = segment.first() && !(segment.moved() && segment.from() == segment.to());
    DemandPane entry = panes.at(region, facet, segment.from());
    if (segment.moved()) {
      entry.add(DemandPane.MOVED, sign);
      if (ages) {
        entry.addAge(segment.from() - segment.spell(), 0, -sign);
      }
    } else {
      open(sign, segment, entry);
    }
    if (segment.exit() == Exit.OPEN) {
      return;
    }
    DemandPane exit = panes.at(region, facet, segment.to());
    switch (segment.exit()) {
      case CLOSED -> exit.add(DemandPane.CLOSED, sign);
      case EXPIRED -> exit.add(DemandPane.EXPIRED, sign);
      default -> exit.add(DemandPane.MOVED, -sign);
    }
    if (ages) {
      boolean closed = segment.exit() == Exit.CLOSED;
      exit.addAge(segment.to() - segment.spell(), closed ? sign : 0, closed ? 0 : sign);
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
  static Set<String> regions(PostingAttributes attributes) {
    Set<String> regions = new LinkedHashSet<>();
    for (RegionPath place : attributes.places()) {
      if (place.subdivision() != null) {
        regions.add(place.subdivision());
      }
      regions.add(place.country());
    }
    regions.add(Market.WORLD);
    return regions;
  }

  /** The facets that a posting counts in. */
  static List<String> facets(PostingAttributes attributes) {
    List<String> facets = new ArrayList<>(attributes.skills().size() + 2);
    facets.add(Facet.ALL);
    if (attributes.level() != null) {
      facets.add(Facet.level(attributes.level()));
    }
    for (String skill : attributes.skills()) {
      facets.add(Facet.skill(skill));
    }
    return facets;
  }
}
