package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds vacancies among the postings of one employer in one role or family. Two postings are linked
 * where they lie at most so many days apart and the words of their titles agree and they share a
 * place, or their fingerprints differ in few bits; connected postings are one vacancy, which is
 * open in a cell while one of them is.
 */
final class Vacancies {
  private final CellIds ids;
  private final CellTimes times;
  private final int apart;
  private final int fingerprintBits;
  private final int maxGroup;
  private int mark;

  Vacancies(DemandRules rules, CellIds ids, CellTimes times) {
    this.ids = ids;
    this.times = times;
    this.apart = rules.vacancyDays();
    this.fingerprintBits = rules.fingerprintBits();
    this.maxGroup = rules.maxGroup();
  }

  private record Span(int from, int to, int member) {}

  /** The part of a life in one role or family and at one employer; without reposts and pay. */
  static PostingLife part(PostingLife life, String role, int employer) {
    List<Segment> segments = new ArrayList<>(life.segments().size());
    for (Segment segment : life.segments()) {
      PostingAttributes a = segment.attributes();
      if (a.employer() == employer && LifeTargets.concerns(role, a)) {
        segments.add(segment);
      }
    }
    return new PostingLife(life.key(), segments, List.of(), List.of());
  }

  /** Adds (1) or takes back (-1) a posting that is a vacancy of its own. */
  void addAlone(int sign, Member posting, LifePanes.Panes panes) {
    add(sign, List.of(posting), panes);
  }

  private void add(int sign, List<Member> vacancy, LifePanes.Panes panes) {
    times.addAll(sign, vacancy, DemandPane.VACANCIES_OPENED, DemandPane.VACANCY_CHANGE, panes);
  }

  /**
   * Adds to the panes what it changes that a member of a group does.
   *
   * @param group the postings of the employer as they were; changed on return
   * @param is the member as it is now
   */
  void change(VacancyGroup group, Member is, LifePanes.Panes panes) {
    Member known = group.get(is.key());
    Member was = known == null ? new Member(PostingLife.none(is.key()), ids) : known;
    int next = group.size() + (is.counts() ? 1 : 0) - (was.counts() ? 1 : 0);
    boolean wasLarge = group.size() > maxGroup;
    boolean isLarge = next > maxGroup;
    if (wasLarge != isLarge) {
      components(group.members()).forEach(vacancy -> add(-1, vacancy, panes));
      group.put(is);
      components(group.members()).forEach(vacancy -> add(1, vacancy, panes));
    } else if (wasLarge) {
      addAlone(-1, was, panes);
      addAlone(1, is, panes);
      group.put(is);
    } else {
      changeFew(group, was, is, panes);
      group.put(is);
    }
  }

  /** Only vacancies with a posting in common with the changed one's, before or after, differ. */
  private void changeFew(VacancyGroup group, Member was, Member is, LifePanes.Panes panes) {
    List<Member> others = was.counts() ? connected(was, group, was.key()) : List.of();
    boolean oneBefore = true;
    boolean oneNow = true;
    if (!is.counts()) {
      oneNow = isConnected(others, group, was.key());
    } else if (!was.counts()) {
      others = connected(is, group, was.key());
      oneBefore = isConnected(others, group, was.key());
    } else {
      List<Member> now = connected(is, group, was.key());
      // The marks of the last search are still there.
      int seen = 0;
      for (Member other : others) {
        seen += other.mark == mark ? 1 : 0;
      }
      boolean same = seen == others.size() && seen == now.size();
      oneBefore = same;
      oneNow = same;
      if (!same) {
        List<Member> all = new ArrayList<>(now);
        others.stream().filter(other -> other.mark != mark).forEach(all::add);
        others = all;
      }
    }
    if (oneBefore && oneNow) {
      times.change(others, was, is, DemandPane.VACANCIES_OPENED, DemandPane.VACANCY_CHANGE, panes);
    } else {
      components(with(others, was)).forEach(vacancy -> add(-1, vacancy, panes));
      components(with(others, is)).forEach(vacancy -> add(1, vacancy, panes));
    }
  }

  /** Whether postings that are connected with a posting are so without it. */
  private boolean isConnected(List<Member> postings, VacancyGroup group, long without) {
    return postings.size() <= 1
        || connected(postings.get(0), group, without).size() == postings.size() - 1;
  }

  private static List<Member> with(List<Member> others, Member member) {
    if (!member.counts()) {
      return others;
    }
    List<Member> all = new ArrayList<>(others.size() + 1);
    all.addAll(others);
    all.add(member);
    return all;
  }

  /**
   * The postings of a group that a posting is connected with, without itself; they are marked.
   *
   * @param without the key of a posting that connects nothing
   */
  private List<Member> connected(Member posting, VacancyGroup group, long without) {
    mark++;
    posting.mark = mark;
    List<Member> connected = new ArrayList<>();
    // Of each title at a place, the postings that were not reached yet.
    Map<Long, List<Member>> left = new HashMap<>(4);
    reach(posting, group, without, left, connected);
    for (int i = 0; i < connected.size(); i++) {
      reach(connected.get(i), group, without, left, connected);
    }
    return connected;
  }

  private void reach(
      Member member,
      VacancyGroup group,
      long without,
      Map<Long, List<Member>> left,
      List<Member> connected) {
    for (Segment segment : member.life.segments()) {
      for (RegionPath place : segment.attributes().places()) {
        long title = Member.titleAt(segment.attributes(), place, ids);
        List<Member> same = left.get(title);
        if (same == null) {
          same = group.titled(title);
        } else if (same.isEmpty()) {
          continue;
        }
        List<Member> rest = List.of();
        for (Member other : same) {
          if (other.mark == mark || other.key() == without) {
            continue;
          }
          if (isNear(segment, place, other)) {
            other.mark = mark;
            connected.add(other);
          } else {
            rest = rest.isEmpty() ? new ArrayList<>() : rest;
            rest.add(other);
          }
        }
        left.put(title, rest);
      }
    }
    if (fingerprintBits >= 0 && member.fingerprint() != 0) {
      for (Member other : group.marked()) {
        if (other.mark != mark && other.key() != without && isAlike(member, other)) {
          other.mark = mark;
          connected.add(other);
        }
      }
    }
  }

  /** Whether a posting has the title of a segment at a place, not too far from it in time. */
  private boolean isNear(Segment segment, RegionPath place, Member other) {
    for (Segment there : other.life.segments()) {
      if (there.attributes().titleKey() == segment.attributes().titleKey()
          && (long) there.from() - segment.to() <= apart
          && (long) segment.from() - there.to() <= apart
          && there.attributes().places().contains(place)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the texts of two postings that lie not too far apart are near-identical. */
  private boolean isAlike(Member one, Member other) {
    return Long.bitCount(one.fingerprint() ^ other.fingerprint()) <= fingerprintBits
        && (long) one.from(0) - other.to(other.size() - 1) <= apart
        && (long) other.from(0) - one.to(one.size() - 1) <= apart;
  }

  /**
   * The postings of vacancies that ended before a day, none of whose postings may be linked with
   * one that comes. Of a group that is too large to be compared as many stay as make it so.
   */
  List<Member> over(VacancyGroup group, int before) {
    boolean large = group.size() > maxGroup;
    List<Member> over = new ArrayList<>();
    for (List<Member> vacancy : components(group.members())) {
      boolean may = !large || over.size() < group.size() - maxGroup - 1;
      if (may && vacancy.stream().allMatch(member -> member.to(member.size() - 1) < before)) {
        over.addAll(vacancy);
      }
    }
    return over;
  }

  /** The vacancies among some postings: each a list of postings. */
  List<List<Member>> components(Collection<Member> members) {
    List<Member> postings = List.copyOf(members);
    if (postings.size() == 1) {
      return List.of(postings);
    }
    int[] parent = new int[postings.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    if (postings.size() <= maxGroup) {
      linkByTitle(postings, parent);
      linkByText(postings, parent);
    }
    Map<Integer, List<Member>> vacancies = new LinkedHashMap<>();
    for (int i = 0; i < parent.length; i++) {
      vacancies.computeIfAbsent(root(parent, i), r -> new ArrayList<>(1)).add(postings.get(i));
    }
    return List.copyOf(vacancies.values());
  }

  private void linkByTitle(List<Member> postings, int[] parent) {
    Map<Long, List<Span>> spans = new HashMap<>();
    for (int i = 0; i < postings.size(); i++) {
      for (Segment segment : postings.get(i).life.segments()) {
        for (RegionPath place : segment.attributes().places()) {
          spans
              .computeIfAbsent(
                  Member.titleAt(segment.attributes(), place, ids), k -> new ArrayList<>(1))
              .add(new Span(segment.from(), segment.to(), i));
        }
      }
    }
    for (List<Span> same : spans.values()) {
      same.sort(Comparator.comparingInt(Span::from));
      int last = same.get(0).member;
      long end = same.get(0).to;
      for (Span span : same) {
        if (span.from - end <= apart) {
          parent[root(parent, span.member)] = root(parent, last);
        }
        last = span.member;
        end = Math.max(end, span.to);
      }
    }
  }

  private void linkByText(List<Member> postings, int[] parent) {
    if (fingerprintBits < 0) {
      return;
    }
    List<Integer> marked = new ArrayList<>(0);
    for (int i = 0; i < postings.size(); i++) {
      if (postings.get(i).fingerprint() != 0) {
        marked.add(i);
      }
    }
    for (int a : marked) {
      for (int b : marked) {
        if (a < b && isAlike(postings.get(a), postings.get(b))) {
          parent[root(parent, a)] = root(parent, b);
        }
      }
    }
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
