package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.PostingLife.Exit;
import io.salarysignals.domain.demand.PostingLife.Repost;
import io.salarysignals.domain.demand.PostingLife.Segment;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.RegionPath;
import io.salarysignals.domain.market.SourceType;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.window.Grid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a posting's life out of its facts: a pure function of their set. */
final class LifeMaker {
  private final LifecycleRules rules;

  LifeMaker(LifecycleRules rules) {
    this.rules = rules;
  }

  /** An event that counts, with the content that its last correction gave it. */
  private record Step(
      PostingEventType type,
      long at,
      int version,
      long validThrough,
      PostingAttributes attributes,
      AdvertisedPay pay,
      boolean conflict) {}

  /** A time during which the posting was open, without the gaps that do not count. */
  private static final class Spell {
    final long start;
    final TreeMap<Integer, PostingAttributes> byDay = new TreeMap<>();
    long end = PostingFact.NO_END;
    Exit exit = Exit.OPEN;
    boolean implied;

    Spell(long start) {
      this.start = start;
    }
  }

  PostingLife make(long key, List<PostingFact> facts) {
    if (facts.isEmpty()) {
      return PostingLife.none(key);
    }
    return new Walk(key).over(steps(facts));
  }

  /** What remains once retractions and corrections are applied, greatest version first. */
  private static List<Step> steps(List<PostingFact> facts) {
    int n = facts.size();
    boolean[] gone = new boolean[n];
    PostingFact[] content = new PostingFact[n];
    List<Step> steps = new ArrayList<>(n);
    int whole = 0;
    for (int i = n - 1; i >= 0; i--) {
      if (Lifecycle.isWhole(facts.get(i))) {
        whole = facts.get(i).version();
        break;
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      PostingFact fact = facts.get(i);
      if (gone[i] || fact.version() <= whole) {
        continue;
      }
      PostingFact told = content[i] == null ? fact : content[i];
      int target = fact.corrects() == 0 ? -1 : Lifecycle.find(facts, fact.corrects());
      if (fact.type() == PostingEventType.RETRACTED) {
        if (target >= 0) {
          gone[target] = true;
        }
      } else if (fact.type() == PostingEventType.CORRECTED) {
        if (target >= 0) {
          if (content[target] == null) {
            content[target] = told;
          }
        } else if (fact.corrects() > whole && !takenBack(facts, gone, i)) {
          steps.add(step(PostingEventType.OPENED, fact, told));
        }
      } else {
        steps.add(step(fact.type(), fact, told));
      }
    }
    steps.sort(Comparator.comparingLong(Step::at).thenComparingInt(Step::version));
    return steps;
  }

  /** Whether the version that fact {@code i} corrects is unknown but known to be taken back. */
  private static boolean takenBack(List<PostingFact> facts, boolean[] gone, int i) {
    for (int j = 0; j < facts.size(); j++) {
      PostingFact other = facts.get(j);
      if (!gone[j]
          && other.type() == PostingEventType.RETRACTED
          && other.corrects() == facts.get(i).corrects()) {
        return true;
      }
    }
    return false;
  }

  /** A correction that describes nothing anew leaves the description as it was. */
  private static Step step(PostingEventType type, PostingFact fact, PostingFact told) {
    boolean keeps = told.attributes() == null;
    PostingFact described = keeps ? fact : told;
    long end = told.validThrough();
    return new Step(
        type,
        told.at(),
        fact.version(),
        end == PostingFact.NO_END && keeps ? fact.validThrough() : end,
        described.attributes(),
        described.pay(),
        fact.conflict() || told.conflict());
  }

  /** One walk over a posting's events in order of time. */
  private final class Walk {
    private final long key;
    private final List<Spell> spells = new ArrayList<>(2);
    private final Map<Integer, Spell> reposts = new TreeMap<>();
    private final List<Integer> repostDays = new ArrayList<>(0);
    private final List<Contribution> pays = new ArrayList<>(1);
    private Spell spell;
    private boolean open;
    private PostingAttributes attributes;
    private long validThrough = PostingFact.NO_END;
    private long heard;
    private AdvertisedPay pay;
    private PostingAttributes payOf;

    Walk(long key) {
      this.key = key;
    }

    PostingLife over(List<Step> steps) {
      for (Step step : steps) {
        lapse(step.at());
        take(step);
        heard = step.at();
      }
      lapse(PostingFact.NO_END);
      List<Segment> segments = new ArrayList<>(spells.size());
      for (int i = 0; i < spells.size(); i++) {
        segments(spells.get(i), i == 0, segments);
      }
      List<Repost> again = new ArrayList<>(repostDays.size());
      for (int day : repostDays) {
        again.add(new Repost(day, reposts.get(day).byDay.get(day)));
      }
      return new PostingLife(key, segments, again, pays);
    }

    /** Lets the posting expire where its time has run out by {@code now}. */
    private void lapse(long now) {
      long end = validThrough;
      if (rules.silenceMillis() >= 0) {
        end = Math.min(end, heard + rules.silenceMillis());
      }
      if (open && end != PostingFact.NO_END && end <= now) {
        end(end, Exit.EXPIRED, true);
      }
    }

    private void end(long at, Exit exit, boolean implied) {
      open = false;
      spell.end = at;
      spell.exit = exit;
      spell.implied = implied;
    }

    private void take(Step step) {
      switch (step.type()) {
        case CLOSED -> {
          if (open) {
            end(step.at(), Exit.CLOSED, false);
          }
        }
        case EXPIRED -> {
          if (open) {
            end(step.at(), Exit.EXPIRED, false);
          }
        }
        case OPENED, REPOSTED -> advertise(step, step.type() == PostingEventType.REPOSTED);
        case UPDATED -> {
          if (open || spell == null || spell.implied) {
            advertise(step, false);
          } else if (step.attributes() != null) {
            attributes = step.attributes();
          }
        }
        default -> throw new IllegalStateException("not a step: " + step.type());
      }
    }

    private void advertise(Step step, boolean anew) {
      if (step.attributes() != null) {
        attributes = step.attributes();
        validThrough = step.validThrough();
      } else if (step.validThrough() != PostingFact.NO_END) {
        validThrough = step.validThrough();
      }
      if (attributes == null) {
        return;
      }
      if (validThrough <= step.at()) {
        validThrough = PostingFact.NO_END; // Said when it was over already: not an end to believe.
      }
      int day = Grid.dayOf(step.at());
      boolean known = spell != null;
      boolean again = known && !open && step.at() - spell.end > rules.gapMillis();
      if (!known || again) {
        spell = new Spell(step.at());
        spells.add(spell);
      } else if (!open) {
        spell.end = PostingFact.NO_END;
        spell.exit = Exit.OPEN;
      }
      spell.implied = false;
      open = true;
      spell.byDay.put(day, attributes);
      if (known && (anew || again)) {
        repostDays.add(day);
        reposts.put(day, spell);
      }
      if (step.attributes() != null) {
        advertisePay(step, day);
      }
    }

    private void advertisePay(Step step, int day) {
      if (step.pay() != null && !samePay(step)) {
        Contribution c = contribution(step, day);
        int last = pays.size() - 1;
        if (last >= 0 && pays.get(last).day() == day) {
          pays.set(last, c);
        } else {
          pays.add(c);
        }
      }
      pay = step.pay();
      payOf = step.attributes();
    }

    private boolean samePay(Step step) {
      return pay != null
          && pay.stated() == step.pay().stated()
          && pay.place().equals(step.pay().place())
          && payOf.role().equals(step.attributes().role())
          && payOf.level() == step.attributes().level();
    }
  }

  private static Contribution contribution(Step step, int day) {
    PostingAttributes a = step.attributes();
    AdvertisedPay pay = step.pay();
    List<String> facets = new ArrayList<>(a.skills().size() + 1);
    if (a.level() != null) {
      facets.add(Facet.level(a.level()));
    }
    for (String skill : a.skills()) {
      facets.add(Facet.skill(skill));
    }
    RegionPath place = pay.place();
    return new Contribution(
        a.role(),
        a.family(),
        place,
        a.level(),
        SourceType.POSTED,
        pay.period(),
        day,
        pay.currency(),
        pay.local(),
        pay.usd(),
        pay.employer(),
        facets,
        pay.flags() | a.flags() | (step.conflict() ? Flag.VERSION_CONFLICT.bit() : 0));
  }

  /** The attributes of a day are those in force at its end, or when the posting ended on it. */
  private static void segments(Spell spell, boolean first, List<Segment> segments) {
    int start = Grid.dayOf(spell.start);
    int end = spell.exit == Exit.OPEN ? PostingLife.OPEN : Grid.dayOf(spell.end);
    int from = start;
    boolean moved = false;
    PostingAttributes current = spell.byDay.firstEntry().getValue();
    for (Map.Entry<Integer, PostingAttributes> change : spell.byDay.entrySet()) {
      if (!change.getValue().equals(current)) {
        segments.add(new Segment(from, change.getKey(), start, moved, first, Exit.MOVED, current));
        from = change.getKey();
        moved = true;
        current = change.getValue();
      }
    }
    segments.add(new Segment(from, end, start, moved, first, spell.exit, current));
  }
}
