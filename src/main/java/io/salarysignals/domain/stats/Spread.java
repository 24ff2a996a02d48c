package io.salarysignals.domain.stats;

/**
 * Weighted sum of squares between contributors, Q = sum c_e (m_e - m)^2: m_e the mean of ln y of
 * contributor e, c_e = n_e / (1 + (n_e - 1) rho), m the mean of the m_e by these weights. At rho 0
 * it is the sum of squares between groups of an analysis of variance. With variance tau^2 between
 * contributors and sigma^2 within, E[Q] = tau^2 expectedBetween + sigma^2 expectedWithin.
 */
final class Spread {
  /** Sizes below this are looked up where there are many employers; below 2 always. */
  private static final int TABLE = 32;

  private final double sum;
  private final double expectedBetween;
  private final double expectedWithin;

  Spread(Sample sample, double rho) {
    int employers = sample.employerCount();
    long[] counts = sample.employerCounts();
    double[] logSums = sample.employerLogSums();
    double anonymous = sample.anonymous();
    double weights = anonymous;
    double squares = anonymous;
    double squaresOverSize = anonymous;
    double weightsOverSize = anonymous;
    double total = sample.anonymousLogSum();
    // Most employers of a window have few observations: a table spares a division for each, and
    // says the same to the last bit.
    int known = employers < 2 * TABLE ? 2 : TABLE;
    double[] perSizes = new double[known];
    double[] sizeWeights = new double[known];
    for (int size = 1; size < known; size++) {
      perSizes[size] = 1 / (1 + (size - 1) * rho);
      sizeWeights[size] = size / (1 + (size - 1) * rho);
    }
    for (int i = 0; i < employers; i++) {
      long count = counts[i];
      double size = count;
      double perSize = count < known ? perSizes[(int) count] : 1 / (1 + (size - 1) * rho);
      double weight = size * perSize;
      weights += weight;
      squares += weight * weight;
      squaresOverSize += weight * perSize;
      weightsOverSize += perSize;
      total += perSize * logSums[i];
    }
    double centre = total / weights;
    double q =
        sample.anonymousLogSumOfSquares()
            + centre * (anonymous * centre - 2 * sample.anonymousLogSum());
    q = Math.max(0, q);
    for (int i = 0; i < employers; i++) {
      long count = counts[i];
      double size = count;
      double weight = count < known ? sizeWeights[(int) count] : size / (1 + (size - 1) * rho);
      double deviation = logSums[i] / size - centre;
      q += weight * deviation * deviation;
    }
    sum = q;
    expectedBetween = weights - squares / weights;
    expectedWithin = weightsOverSize - squaresOverSize / weights;
  }

  double sum() {
    return sum;
  }

  double expectedBetween() {
    return expectedBetween;
  }

  double expectedWithin() {
    return expectedWithin;
  }
}
