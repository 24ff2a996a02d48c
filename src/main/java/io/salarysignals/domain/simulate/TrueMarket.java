package io.salarysignals.domain.simulate;

import io.salarysignals.domain.market.Level;

/**
 * The truth about one market or one of its levels: parameters of the population that observations
 * are drawn from, not statistics of the sample.
 *
 * @param role role slug
 * @param region ISO 3166 code
 * @param level the level, or null for the whole market
 * @param currency ISO 4217 code of the figures
 * @param observations how many true observations were drawn here
 * @param median true median of annual pay on the first event day
 * @param mean true arithmetic mean on the first event day
 * @param geometricMean true geometric mean on the first event day
 * @param logGrowth change of the log of all three from the first event day to the end of the last
 */
public record TrueMarket(
    String role,
    String region,
    Level level,
    String currency,
    long observations,
    double median,
    double mean,
    double geometricMean,
    double logGrowth) {}
