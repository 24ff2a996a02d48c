package io.salarysignals.domain.demand;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The groups of postings among which vacancies are found: some in memory, all in the state. */
final class VacancyGroups {
  private static final int HELD_MEMBERS = 60_000;

  private final DemandState state;
  private final CellIds ids = new CellIds();
  private final Vacancies vacancies;
  private final EmployerPanes employerPanes;
  private final LinkedHashMap<Key, VacancyGroup> held = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Key, Map<Long, PostingLife>> changed = new LinkedHashMap<>();
  private final KnownGroups known = new KnownGroups();
  private final int apart;
  private int members;
  private int overBefore;
  private DemandState.GroupId next;

  private record Key(String role, int employer) {}

  VacancyGroups(DemandRules rules, DemandState state) {
    this.state = state;
    this.apart = rules.vacancyDays();
    CellTimes times = new CellTimes(ids);
    this.vacancies = new Vacancies(rules, ids, times);
    this.employerPanes = new EmployerPanes(times);
    state.forEachGroup(known::add);
  }

  /** Adds to the panes of a role or family what a changed life means for its vacancies. */
  void change(String role, PostingLife before, PostingLife after, LifePanes.Panes panes) {
    for (int employer : employers(role, before, after)) {
      PostingLife was = Vacancies.part(before, role, employer);
      PostingLife is = Vacancies.part(after, role, employer);
      if (was.equals(is)) {
        continue;
      }
      if (employer == PostingAttributes.NO_EMPLOYER) {
        addAlone(-1, new Member(was, ids), panes);
        addAlone(1, new Member(is, ids), panes);
        continue;
      }
      Key key = new Key(role, employer);
      VacancyGroup group = group(key);
      int size = group.size();
      Member known = group.get(was.key());
      Member then = known != null && known.life.equals(was) ? known : new Member(was, ids);
      Member now = new Member(is, ids);
      employerPanes.change(group, then, now, panes);
      vacancies.change(group, now, panes);
      members += group.size() - size;
      changed.computeIfAbsent(key, k -> new TreeMap<>()).put(is.key(), is);
    }
    forgetSome();
  }

  private void addAlone(int sign, Member posting, LifePanes.Panes panes) {
    vacancies.addAlone(sign, posting, panes);
    employerPanes.addAlone(sign, posting, panes);
  }

  private static Set<Integer> employers(String role, PostingLife before, PostingLife after) {
    Set<Integer> employers = new LinkedHashSet<>(2);
    for (PostingLife life : new PostingLife[] {before, after}) {
      for (PostingLife.Segment segment : life.segments()) {
        if (LifeTargets.concerns(role, segment.attributes())) {
          employers.add(segment.attributes().employer());
        }
      }
    }
    return employers;
  }

  private VacancyGroup group(Key key) {
    VacancyGroup group = held.get(key);
    if (group == null) {
      group = new VacancyGroup(ids);
      if (known.add(key.role, key.employer)) {
        Map<Long, PostingLife> stored = new TreeMap<>();
        state.loadGroup(key.role, key.employer, stored);
        stored.values().forEach(group::put);
      }
      Map<Long, PostingLife> unsaved = changed.get(key);
      if (unsaved != null) {
        unsaved.values().forEach(group::put);
      }
      held.put(key, group);
      members += group.size();
    }
    return group;
  }

  private void forgetSome() {
    Iterator<VacancyGroup> oldest = held.values().iterator();
    while (members > HELD_MEMBERS && held.size() > 1 && oldest.hasNext()) {
      members -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Begins to forget vacancies that were over before a day. */
  void expire(int before) {
    overBefore = before - apart;
    next = state.groupAfter(null);
  }

  /** Goes on forgetting them, group by group. */
  void expireSome(BooleanSupplier stop) {
    while (next != null && !stop.getAsBoolean()) {
      expire(new Key(next.role(), next.employer()));
      next = state.groupAfter(next);
    }
  }

  private void expire(Key key) {
    boolean wasHeld = held.containsKey(key);
    VacancyGroup group = group(key);
    int size = group.size();
    for (Member member : vacancies.over(group, overBefore)) {
      PostingLife none = PostingLife.none(member.key());
      group.put(none);
      changed.computeIfAbsent(key, k -> new TreeMap<>()).put(none.key(), none);
    }
    members += group.size() - size;
    if (!wasHeld) {
      held.remove(key);
      members -= group.size();
    }
  }

  void save() {
    changed.forEach(
        (key, lives) ->
            lives.values().forEach(life -> state.saveMember(key.role, key.employer, life)));
    changed.clear();
  }
}
