package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The postings of one employer in one role or family, found by title and place; where there are
 * many, by facet and region as well.
 */
final class VacancyGroup {
  /** Fewer postings are looked through one by one. */
  private static final int MANY = 24;

  private final CellIds ids;
  private final Map<Long, Member> members = new HashMap<>();
  private final Map<Long, List<Member>> byTitle = new HashMap<>();
  private final List<Member> marked = new ArrayList<>(0);
  private Map<Integer, List<Member>> byFacet;
  private Map<Integer, List<Member>> byRegion;

  VacancyGroup(CellIds ids) {
    this.ids = ids;
  }

  int size() {
    return members.size();
  }

  Member get(long key) {
    return members.get(key);
  }

  Collection<Member> members() {
    return members.values();
  }

  /** Takes a posting over, in place of what was known of it. */
  void put(PostingLife life) {
    Member before = members.remove(life.key());
    if (before != null) {
      index(before, false);
    }
    if (life.counts()) {
      Member after = new Member(life, ids);
      members.put(life.key(), after);
      index(after, true);
    }
  }

  private void index(Member member, boolean comes) {
    for (Segment segment : member.life.segments()) {
      for (RegionPath place : segment.attributes().places()) {
        long title = Member.titleAt(segment.attributes(), place, ids);
        List<Member> same = byTitle.get(title);
        if (comes) {
          if (same == null) {
            same = new ArrayList<>(1);
            byTitle.put(title, same);
          }
          // Segments of one posting come one after the other.
          if (same.isEmpty() || same.get(same.size() - 1) != member) {
            same.add(member);
          }
        } else if (same != null && same.remove(member) && same.isEmpty()) {
          byTitle.remove(title);
        }
      }
    }
    if (byFacet != null) {
      index(member, byFacet, member.facets, comes);
      index(member, byRegion, member.regions, comes);
    }
    if (member.fingerprint() != 0) {
      if (comes) {
        marked.add(member);
      } else {
        marked.remove(member);
      }
    }
  }

  private static void index(
      Member member, Map<Integer, List<Member>> lists, int[][] bySegment, boolean comes) {
    for (int[] ids : bySegment) {
      for (int id : ids) {
        List<Member> list = lists.get(id);
        if (comes) {
          if (list == null) {
            list = new ArrayList<>(2);
            lists.put(id, list);
          }
          if (list.isEmpty() || list.get(list.size() - 1) != member) {
            list.add(member);
          }
        } else if (list != null && list.remove(member) && list.isEmpty()) {
          lists.remove(id);
        }
      }
    }
  }

  /** Whether there are so many postings that {@link #near} spares looking at them all. */
  boolean isLarge() {
    if (byFacet == null && members.size() > MANY) {
      byFacet = new HashMap<>();
      byRegion = new HashMap<>();
      for (Member member : members.values()) {
        index(member, byFacet, member.facets, true);
        index(member, byRegion, member.regions, true);
      }
    }
    return byFacet != null;
  }

  /** Postings among which are all that count in a cell. */
  List<Member> near(int region, int facet) {
    List<Member> there = byRegion.getOrDefault(region, List.of());
    List<Member> such = byFacet.getOrDefault(facet, List.of());
    return there.size() < such.size() ? there : such;
  }

  /** The postings of a title at a place. */
  List<Member> titled(long title) {
    return byTitle.getOrDefault(title, List.of());
  }

  /** The postings with a fingerprint. */
  List<Member> marked() {
    return marked;
  }
}
