package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.market.RegionPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds vacancies among the postings of one employer in one role or family. Two postings are linked
 * where the words of their titles agree, they share a place and lie at most so many days apart, or
 * where their fingerprints differ in few bits; connected postings are one vacancy, which is open in
 * a cell while one of them is.
 */
final class Vacancies {
  private final int apart;
  private final int fingerprintBits;
  private final int maxGroup;

  Vacancies(DemandRules rules) {
    this.apart = rules.vacancyDays();
    this.fingerprintBits = rules.fingerprintBits();
    this.maxGroup = rules.maxGroup();
  }

  private record Key(int title, RegionPath place) {}

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
  static void addAlone(int sign, PostingLife life, LifePanes.Panes panes) {
    if (life.counts()) {
      add(sign, List.of(life), panes);
    }
  }

  /**
   * Changes a member of a group and adds to the panes what that changes.
   *
   * @param group the postings of the employer by key; changed on return
   */
  void change(
      Map<Long, PostingLife> group, PostingLife before, PostingLife after, LifePanes.Panes panes) {
    Map<Long, PostingLife> next = new TreeMap<>(group);
    if (after.counts()) {
      next.put(after.key(), after);
    } else {
      next.remove(after.key());
    }
    boolean wasLarge = group.size() > maxGroup;
    boolean isLarge = next.size() > maxGroup;
    if (wasLarge && isLarge) {
      addAlone(-1, before, panes);
      addAlone(1, after, panes);
    } else {
      List<List<PostingLife>> was = components(group.values());
      List<List<PostingLife>> is = components(next.values());
      // Only vacancies with a posting in common with the changed one's, before or after, differ.
      Set<Long> touched = new LinkedHashSet<>();
      touched.add(after.key());
      if (wasLarge == isLarge) {
        collect(was, after.key(), touched);
        collect(is, after.key(), touched);
      } else {
        touched.addAll(next.keySet());
        touched.addAll(group.keySet());
      }
      add(-1, was, touched, panes);
      add(1, is, touched, panes);
    }
    if (after.counts()) {
      group.put(after.key(), after);
    } else {
      group.remove(after.key());
    }
  }

  private static void collect(List<List<PostingLife>> vacancies, long key, Set<Long> touched) {
    for (List<PostingLife> vacancy : vacancies) {
      for (PostingLife member : vacancy) {
        if (member.key() == key) {
          vacancy.forEach(other -> touched.add(other.key()));
          return;
        }
      }
    }
  }

  private static void add(
      int sign, List<List<PostingLife>> vacancies, Set<Long> touched, LifePanes.Panes panes) {
    for (List<PostingLife> vacancy : vacancies) {
      if (touched.contains(vacancy.get(0).key())) {
        add(sign, vacancy, panes);
      }
    }
  }

  /** The vacancies: each a list of postings. */
  List<List<PostingLife>> components(Collection<PostingLife> members) {
    List<PostingLife> lives = List.copyOf(members);
    int[] parent = new int[lives.size()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    if (lives.size() <= maxGroup) {
      linkByTitle(lives, parent);
      linkByText(lives, parent);
    }
    Map<Integer, List<PostingLife>> vacancies = new LinkedHashMap<>();
    for (int i = 0; i < parent.length; i++) {
      vacancies.computeIfAbsent(root(parent, i), r -> new ArrayList<>(1)).add(lives.get(i));
    }
    return List.copyOf(vacancies.values());
  }

  private void linkByTitle(List<PostingLife> lives, int[] parent) {
    Map<Key, List<Span>> spans = new HashMap<>();
    for (int i = 0; i < lives.size(); i++) {
      for (Segment segment : lives.get(i).segments()) {
        for (RegionPath place : segment.attributes().places()) {
          spans
              .computeIfAbsent(
                  new Key(segment.attributes().titleKey(), place), k -> new ArrayList<>(1))
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

  private void linkByText(List<PostingLife> lives, int[] parent) {
    if (fingerprintBits < 0) {
      return;
    }
    List<Integer> marked = new ArrayList<>(0);
    for (int i = 0; i < lives.size(); i++) {
      if (fingerprint(lives.get(i)) != 0) {
        marked.add(i);
      }
    }
    for (int a : marked) {
      for (int b : marked) {
        long differing = fingerprint(lives.get(a)) ^ fingerprint(lives.get(b));
        if (a < b && Long.bitCount(differing) <= fingerprintBits) {
          parent[root(parent, a)] = root(parent, b);
        }
      }
    }
  }

  /** Of the text that a posting ended with. */
  private static long fingerprint(PostingLife life) {
    return life.segments().get(life.segments().size() - 1).attributes().fingerprint();
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  private static void add(int sign, List<PostingLife> vacancy, LifePanes.Panes panes) {
    Map<String, Map<String, List<Segment>>> cells = new HashMap<>();
    for (PostingLife member : vacancy) {
      for (Segment segment : member.segments()) {
        for (String region : LifePanes.regions(segment.attributes())) {
          Map<String, List<Segment>> facets = cells.computeIfAbsent(region, r -> new HashMap<>());
          for (String facet : LifePanes.facets(segment.attributes())) {
            facets.computeIfAbsent(facet, f -> new ArrayList<>(1)).add(segment);
          }
        }
      }
    }
    cells.forEach(
        (region, facets) ->
            facets.forEach((facet, segments) -> add(sign, region, facet, segments, panes)));
  }

  /** The union of the times in which a vacancy is open in one cell. */
  private static void add(
      int sign, String region, String facet, List<Segment> segments, LifePanes.Panes panes) {
    segments.sort(Comparator.comparingInt(Segment::from).thenComparingInt(Segment::to));
    int start = segments.get(0).from();
    int end = segments.get(0).to();
    panes.at(region, facet, start).add(DemandPane.VACANCIES_OPENED, sign);
    for (Segment segment : segments) {
      if (segment.from() > end) {
        open(sign, region, facet, start, end, panes);
        start = segment.from();
        end = segment.to();
      } else {
        end = Math.max(end, segment.to());
      }
    }
    open(sign, region, facet, start, end, panes);
  }

  private static void open(
      int sign, String region, String facet, int start, int end, LifePanes.Panes panes) {
    panes.at(region, facet, start).add(DemandPane.VACANCY_CHANGE, sign);
    if (end != PostingLife.OPEN) {
      panes.at(region, facet, end).add(DemandPane.VACANCY_CHANGE, -sign);
    }
  }
}
