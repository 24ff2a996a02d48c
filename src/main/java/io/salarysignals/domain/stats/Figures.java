package io.salarysignals.domain.stats;

/**
 * The statistics of one window: amounts are annual pay in the window's currency. Formulas and
 * sources: docs/methods-statistics.md.
 *
 * @param n observations
 * @param contributors distinct employers, plus observations that name none
 * @param effectiveN how many independent observations carry as much information about the mean of
 *     ln y: n / designEffect, at most n
 * @param designEffect variance of the mean of ln y over that of n independent observations; below 1
 *     where employers happen to agree more than chance
 * @param intraclass correlation of ln y within an employer (ANOVA, shrunk to 0.3), in [0, 1)
 * @param mean arithmetic mean
 * @param geometricMean exp of the mean of ln y
 * @param p10 10th percentile, or null where there are too few contributors
 * @param p25 25th percentile
 * @param p50 median
 * @param p75 75th percentile
 * @param p90 90th percentile, or null where there are too few contributors
 */
public record Figures(
    long n,
    long contributors,
    double effectiveN,
    double designEffect,
    double intraclass,
    Estimate mean,
    Estimate geometricMean,
    Estimate p10,
    Estimate p25,
    Estimate p50,
    Estimate p75,
    Estimate p90) {}
