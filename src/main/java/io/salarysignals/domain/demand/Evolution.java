package io.salarysignals.domain.demand;

import io.salarysignals.domain.demand.DemandFigures.Divergence;
import io.salarysignals.domain.demand.DemandFigures.Share;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.stats.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is sought: the skills of the postings that opened, against those of the window before, and
 * the driver of demand that follows. Formulas: docs/methods-demand.md.
 */
final class Evolution {
  /** Share of null cases in which volume, or the skills, may seem to have changed. */
  static final double LEVEL = 0.015;

  /** A skill named less often in both windows together is too rare to be tested. */
  private static final int LEAST_NAMED = 10;

  private static final double NORMAL = 1.959963984540054;

  private final DemandRules rules;

  Evolution(DemandRules rules) {
    this.rules = rules;
  }

  private record Skill(String id, long before, long now) {}

  DemandFigures add(DemandFigures figures, DemandView view, int from, int to) {
    int start = from - (to - from);
    DemandSeries all = view.series(Facet.ALL);
    long opened = figures.opened();
    long earlier = all.sum(DemandPane.OPENED, start, from);
    if (opened < rules.minOpenings()) {
      return figures;
    }
    boolean comparable = earlier >= rules.minOpenings();
    List<Skill> skills = skills(view, start, from, to);
    List<Share> shares = shares(skills, earlier, opened, comparable);
    Divergence divergence = comparable ? divergence(skills, earlier + opened) : null;
    Driver driver =
        comparable && figures.volumeChange() != null
            ? driver(figures, skills, divergence, earlier, opened)
            : null;
    return figures.with(shares, divergence, driver);
  }

  private static List<Skill> skills(DemandView view, int start, int from, int to) {
    List<Skill> skills = new ArrayList<>();
    for (String facet : view.skills()) {
      DemandSeries series = view.series(facet);
      if (series.moves(start, to)) {
        long before = series.sum(DemandPane.OPENED, start, from);
        long now = series.sum(DemandPane.OPENED, from, to);
        if (before > 0 || now > 0) {
          skills.add(new Skill(facet.substring(Facet.SKILL_PREFIX.length()), before, now));
        }
      }
    }
    return skills;
  }

  private List<Share> shares(List<Skill> skills, long earlier, long opened, boolean comparable) {
    return skills.stream()
        .filter(skill -> skill.now > 0)
        .sorted(Comparator.comparingLong((Skill skill) -> -skill.now).thenComparing(Skill::id))
        .limit(rules.maxSkills())
        .map(
            skill ->
                new Share(
                    skill.id,
                    skill.now,
                    Shares.wilson(skill.now, opened),
                    comparable
                        ? (double) skill.now / opened - (double) skill.before / earlier
                        : null,
                    comparable
                        ? Normal.twoSided(Shares.z(skill.before, earlier, skill.now, opened))
                        : null))
        .toList();
  }

  /** Null where no two skills are named. */
  private static Divergence divergence(List<Skill> skills, long postings) {
    long[] before = new long[skills.size()];
    long[] now = new long[skills.size()];
    long named = 0;
    for (int i = 0; i < skills.size(); i++) {
      before[i] = skills.get(i).before;
      now[i] = skills.get(i).now;
      named += before[i] + now[i];
    }
    if (skills.size() < 2) {
      return null;
    }
    double value = Shares.divergence(before, now);
    double perPosting = Math.max(1, (double) named / postings);
    double g = 2.0 * named * value;
    return new Divergence(value, Normal.chiSquareTail(g / perPosting, skills.size() - 1));
  }

  /**
   * EVOLUTION where the divergence is significant, or the share of one skill or scope is after
   * Bonferroni's correction: the divergence sums over all skills and does not see a change of one.
   */
  private static Driver driver(
      DemandFigures figures, List<Skill> skills, Divergence divergence, long earlier, long opened) {
    double least = 1;
    int tested = 0;
    for (Skill skill : skills) {
      if (skill.before + skill.now >= LEAST_NAMED) {
        tested++;
        double z = Shares.z(skill.before, earlier, skill.now, opened);
        least = Math.min(least, Normal.twoSided(z));
      }
    }
    for (Share scope : figures.scopeShares()) {
      if (scope.pValue() != null) {
        tested++;
        least = Math.min(least, scope.pValue());
      }
    }
    boolean evolution =
        least * tested <= LEVEL / 2 || (divergence != null && divergence.pValue() <= LEVEL / 2);
    boolean volume = pValue(figures.volumeChange()) <= LEVEL;
    if (volume) {
      return evolution ? Driver.BOTH : Driver.VOLUME;
    }
    return evolution ? Driver.EVOLUTION : Driver.NEITHER;
  }

  private static double pValue(Estimate change) {
    double error = (change.high() - change.value()) / NORMAL;
    return error > 0 ? Normal.twoSided(change.value() / error) : change.value() == 0 ? 1 : 0;
  }
}
