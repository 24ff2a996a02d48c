package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds vacancies among the postings of one employer in one role or family. Two postings are linked
 * where the words of their titles agree, they share a place and lie at most so many days apart, or
 * where their fingerprints differ in few bits; connected postings are one vacancy, which is open in
 * a cell while one of them is.
 */
final class Vacancies {
  private final CellIds ids;
  private final CellTimes times;
  private final int apart;
  private final int fingerprintBits;
  private final int maxGroup;

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
   */
  void change(VacancyGroup group, PostingLife after, LifePanes.Panes panes) {
    Member known = group.get(after.key());
    Member was = known == null ? new Member(PostingLife.none(after.key()), ids) : known;
    Member is = new Member(after, ids);
    int next = group.size() + (is.counts() ? 1 : 0) - (was.counts() ? 1 : 0);
    boolean wasLarge = group.size() > maxGroup;
    boolean isLarge = next > maxGroup;
    if (wasLarge != isLarge) {
      components(group.members()).forEach(vacancy -> add(-1, vacancy, panes));
      group.put(after);
      components(group.members()).forEach(vacancy -> add(1, vacancy, panes));
    } else if (wasLarge) {
      addAlone(-1, was, panes);
      addAlone(1, is, panes);
      group.put(after);
    } else {
      // Only vacancies with a posting in common with the changed one's, before or after, differ.
      Map<Long, Member> touched = new LinkedHashMap<>();
      connect(was, group, touched);
      connect(is, group, touched);
      touched.remove(after.key());
      List<Member> others = List.copyOf(touched.values());
      List<List<Member>> before = components(with(others, was));
      List<List<Member>> now = components(with(others, is));
      if (before.size() <= 1 && now.size() <= 1) {
        times.change(
            others, was, is, DemandPane.VACANCIES_OPENED, DemandPane.VACANCY_CHANGE, panes);
      } else {
        before.forEach(vacancy -> add(-1, vacancy, panes));
        now.forEach(vacancy -> add(1, vacancy, panes));
      }
      group.put(after);
    }
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
   * Collects the postings of a group that a posting is connected with, itself among them. What the
   * group holds of the posting itself, which is or was something else, connects nothing.
   */
  private void connect(Member posting, VacancyGroup group, Map<Long, Member> connected) {
    Deque<Member> open = new ArrayDeque<>();
    Map<Long, Member> seen = new HashMap<>();
    open.add(posting);
    seen.put(posting.key(), posting);
    while (!open.isEmpty()) {
      Member member = open.poll();
      connected.put(member.key(), member);
      for (Segment segment : member.life.segments()) {
        for (RegionPath place : segment.attributes().places()) {
          long title = Member.titleAt(segment.attributes(), place, ids);
          for (Member other : group.titled(title)) {
            if (!seen.containsKey(other.key()) && isNear(segment, place, other)) {
              seen.put(other.key(), other);
              open.add(other);
            }
          }
        }
      }
      if (fingerprintBits >= 0 && member.fingerprint() != 0) {
        for (Member other : group.marked()) {
          if (isAlike(member, other) && seen.putIfAbsent(other.key(), other) == null) {
            open.add(other);
          }
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

  private boolean isAlike(Member one, Member other) {
    return Long.bitCount(one.fingerprint() ^ other.fingerprint()) <= fingerprintBits;
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
