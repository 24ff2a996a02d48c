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
 * many, by facet and region as well. Most groups have a few postings only, which are looked through
 * one by one: an index would take more room than they do.
 */
final class VacancyGroup {
  /** Fewer postings are looked through one by one. */
  private static final int MANY = 24;

  /** Up to so many there is no index. */
  private static final int FEW = 8;

  private final CellIds ids;

  /** The postings, as long as there are no indexes. */
  private List<Member> few = new ArrayList<>(1);

  private Map<Long, Member> members;
  private Map<Long, List<Member>> byTitle;
  private List<Member> marked = List.of();
  private Map<Integer, List<Member>> byFacet;
  private Map<Integer, List<Member>> byRegion;

  VacancyGroup(CellIds ids) {
    this.ids = ids;
  }

  int size() {
    return few == null ? members.size() : few.size();
  }

  /** What is known of a posting, or null. */
  Member get(long key) {
    if (few == null) {
      return members.get(key);
    }
    for (Member member : few) {
      if (member.key() == key) {
        return member;
      }
    }
    return null;
  }

  Collection<Member> members() {
    return few == null ? members.values() : few;
  }

  /** Takes a posting over, in place of what was known of it. */
  void put(PostingLife life) {
    put(new Member(life, ids));
  }

  /** The same for one that was looked at already. */
  void put(Member after) {
    Member before = get(after.key());
    if (before != null) {
      mark(before, false);
      if (few == null) {
        members.remove(before.key());
        index(before, false);
      } else {
        few.remove(before);
      }
    }
    if (!after.counts()) {
      return;
    }
    mark(after, true);
    if (few != null && few.size() == FEW) {
      makeIndexes();
    }
    if (few == null) {
      members.put(after.key(), after);
      index(after, true);
    } else {
      few.add(after);
    }
  }

  private void makeIndexes() {
    members = new HashMap<>();
    byTitle = new HashMap<>();
    for (Member member : few) {
      members.put(member.key(), member);
      index(member, true);
    }
    few = null;
  }

  private void mark(Member member, boolean comes) {
    if (member.fingerprint() == 0) {
      return;
    }
    if (comes) {
      marked = marked.isEmpty() ? new ArrayList<>(1) : marked;
      marked.add(member);
    } else {
      marked.remove(member);
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
    if (byFacet == null && size() > MANY) {
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

  /**
   * Postings among which are all with a title at a place, not to be changed.
   *
   * @param title both as one number
   */
  List<Member> titled(long title) {
    return few == null ? byTitle.getOrDefault(title, List.of()) : few;
  }

  /** The postings with a fingerprint. */
  List<Member> marked() {
    return marked;
  }
}
