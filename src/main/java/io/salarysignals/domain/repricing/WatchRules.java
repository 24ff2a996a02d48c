package io.salarysignals.domain.repricing;

/**
 * The rules of detection.
 *
 * @param k reference value of the charts, in standard deviations
 * @param h bound of the chart of like-for-like residuals
 * @param hTotal bound of the chart of mean pay, which raises candidates to be explained
 * @param assumed weight of the assumption that residuals come standardised, in panes
 * @param alpha greatest p-value of a confirmation, after correction for repeated looks. False
 *     discovery control over few markets is weak, and a market raises a candidate every eleven
 *     weeks or so where nothing moves: this bound alone has to keep a market that stands by itself
 *     below one false confirmation in 10,000 weeks
 * @param coarseAlpha the same for weeks and four weeks: such a market raises a tenth as many
 *     candidates in the same time
 * @param minimumEffect least change that is told, log points
 * @param greatestEffect a change beyond this is taken for an error in the data, log points
 * @param falseDiscoveryRate bound of the expected share of false ones among confirmed alerts
 * @param settledDays days after which a confirmed change is the new normal
 * @param cooldownDays days during which a market tells no second change in the same direction
 */
public record WatchRules(
    double k,
    double h,
    double hTotal,
    double assumed,
    double alpha,
    double coarseAlpha,
    double minimumEffect,
    double greatestEffect,
    double falseDiscoveryRate,
    int settledDays,
    int cooldownDays) {
  public static WatchRules standard() {
    return new WatchRules(0.5, 3, 7, 10, 0.003, 0.008, StrictMath.log(1.03), 0.35, 0.05, 91, 28);
  }
}
