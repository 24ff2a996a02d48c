package io.salarysignals.domain.demand;

import io.salarysignals.domain.stats.Estimate;
import java.util.List;

/**
 * The statistics of a demand window; docs/methods-demand.md has the formulas. A null figure means
 * that the window says nothing about it.
 *
 * @param open postings open at the end of the window's last day
 * @param openBefore postings open before the window's first day; {@code open = openBefore + opened
 *     - closed - expired + corrections}
 * @param corrections net postings that came by a change of their attributes
 * @param vacancies open vacancies at the end
 * @param openIndex 100 times the week's mean of open over that of the base week
 * @param openIndexAdjusted as openIndex, without the seasons of the year; null where the history is
 *     too short
 * @param openIndexBase last epoch day of the base week
 * @param seasonal what is out of the most adjusted index there is
 * @param momentum ln of the 7-day mean of open over the 28-day mean
 * @param acceleration momentum less that of 28 days before
 * @param timeToCloseMedianDays median age at the first close, by Kaplan-Meier
 * @param repostRate share of advertisements that were made before
 * @param intensity open postings per open vacancy
 * @param locationQuotient share of the role here over its share in the parent region
 * @param tightness open postings per {@link #TIGHTNESS_DENOMINATOR}
 * @param volumeChange ln of the mean of open over that of the window before
 * @param payDisclosureShare share of opened postings that say what they pay
 */
public record DemandFigures(
    long open,
    long openBefore,
    long opened,
    long closed,
    long expired,
    long reposted,
    long corrections,
    Long vacancies,
    Long vacanciesOpened,
    Double openIndex,
    Double openIndexAdjusted,
    Integer openIndexBase,
    Seasonal seasonal,
    Estimate momentum,
    Estimate acceleration,
    Estimate timeToCloseMedianDays,
    Estimate repostRate,
    Double intensity,
    Double locationQuotient,
    Estimate tightness,
    List<Share> skillShares,
    List<Share> scopeShares,
    Divergence skillDivergence,
    Estimate volumeChange,
    Driver driver,
    Estimate payDisclosureShare) {

  /** These figures with what is sought. */
  DemandFigures with(List<Share> skills, Divergence divergence, Driver drivenBy) {
    return new DemandFigures(
        open,
        openBefore,
        opened,
        closed,
        expired,
        reposted,
        corrections,
        vacancies,
        vacanciesOpened,
        openIndex,
        openIndexAdjusted,
        openIndexBase,
        seasonal,
        momentum,
        acceleration,
        timeToCloseMedianDays,
        repostRate,
        intensity,
        locationQuotient,
        tightness,
        skills,
        scopeShares,
        divergence,
        volumeChange,
        drivenBy,
        payDisclosureShare);
  }

  /** What tightness counts open postings per: those closed within four weeks. */
  public static final String TIGHTNESS_DENOMINATOR = "POSTINGS_CLOSED_PER_28_DAYS";

  /**
   * A share of the opened postings, and its change since the window before.
   *
   * @param id skill id or scope
   * @param n opened postings that name it
   * @param share Wilson's interval
   * @param change difference to the window before, null where that is too small
   * @param pValue of the change, two-sided, two-proportion z
   */
  public record Share(String id, long n, Estimate share, Double change, Double pValue) {}

  /**
   * How far the skills asked for differ from those of the window before.
   *
   * @param value Jensen-Shannon divergence, nats
   * @param pValue of the corrected G test
   */
  public record Divergence(double value, double pValue) {}
}
