package io.salarysignals.domain.stats;

/**
 * Weighted sum of squares between contributors, Q = sum c_e (m_e - m)^2: m_e the mean of ln y of
 * contributor e, c_e = n_e / (1 + (n_e - 1) rho), m the mean of the m_e by these weights. At rho 0
 * it is the sum of squares between groups of an analysis of variance. With variance tau^2 between
 * contributors and sigma^2 within, E[Q] = tau^2 expectedBetween + sigma^2 expectedWithin.
 */
final class Spread {
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
    for (int i = 0; i < employers; i++) {
      if (counts[i] == 1) {
        // Every weight is exactly one: most employers of a window, and a division for each.
        weights += 1;
        squares += 1;
        squaresOverSize += 1;
        weightsOverSize += 1;
        total += logSums[i];
        continue;
      }
      double size = counts[i];
      double perSize = 1 / (1 + (size - 1) * rho);
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
      if (counts[i] == 1) {
        double deviation = logSums[i] - centre;
        q += deviation * deviation;
        continue;
      }
      double size = counts[i];
      double deviation = logSums[i] / size - centre;
      q += size / (1 + (size - 1) * rho) * deviation * deviation;
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
