package io.salarysignals.domain.repricing;

import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.pane.Stratum;
import java.util.Arrays;

/**
 * What pay is to be expected of whom, fitted on a stretch of settled days: ln y = x'beta + a_e + u,
 * with x the {@link Features}, a_e an effect of the employer with variance tau^2, and u of variance
 * s^2. Coefficients are shrunk by their priors, employer effects by s^2 / tau^2 (Henderson's mixed
 * model equations, employers absorbed). Pay far off is pulled in to 2.5 s (Huber), in three rounds
 * that also find s and tau.
 */
final class PayModel {
  private static final int P = Features.COLUMNS;
  private static final double HUBER = 2.5;
  private static final int ROUNDS = 3;

  private final IntIndex employers = new IntIndex();
  private long[] keys = new long[256];
  private int[] counts = new int[256];
  private double[] ys = new double[256];
  private int[] who = new int[256];
  private int rows;

  /** x'beta of each row, by the coefficients as they are. */
  private double[] fixedOf;

  private Counts known;
  private final double[] kindCounts = new double[Kinds.SIZE];
  private final double[] kindSums = new double[Kinds.SIZE];

  private double[][] cholesky;
  private final double[] beta = new double[P];
  private final double[] meanX = new double[P];
  private double meanY;
  private double total;
  private double[] employerN;
  private double[] employerResidual;

  /** The shrunk effects of the employers, by the variances as they are. */
  private double[] shrunk;

  private double s2 = 0.06;
  private double tau2 = 0.02;

  private PayModel() {}

  /** The model of the days of [from, to), or null where they hold fewer than {@code least}. */
  static PayModel fit(History history, int from, int to, long least) {
    PayModel model = new PayModel();
    history.between(from, to, model::take);
    if (model.total < least || model.rows < 2) {
      return null;
    }
    model.count();
    for (int round = 0; round < ROUNDS; round++) {
      model.solve();
      model.expect();
      model.spread();
      model.shrink();
    }
    model.solve();
    model.forgetRows();
    return model;
  }

  private void take(int day, Strata strata) {
    int last = -1;
    int at = -1;
    for (int i = 0; i < strata.size(); i++) {
      if (rows == keys.length) {
        int more = rows * 2;
        keys = Arrays.copyOf(keys, more);
        counts = Arrays.copyOf(counts, more);
        ys = Arrays.copyOf(ys, more);
        who = Arrays.copyOf(who, more);
      }
      keys[rows] = Features.of(strata.key(i), day);
      counts[rows] = strata.count(i);
      ys[rows] = strata.mean(i);
      int kind = Kinds.of(strata.key(i));
      kindCounts[kind] += strata.count(i);
      kindSums[kind] += strata.count(i) * strata.mean(i);
      int employer = Stratum.employer(strata.key(i));
      if (employer != last) {
        // Strata stand in the order of employers.
        last = employer;
        at = employers.add(employer);
      }
      who[rows] = at;
      total += strata.count(i);
      rows++;
    }
  }

  /** What does not change from round to round: counts, which are exact in any order. */
  private static final class Counts {
    /** How many observations have both traits, of each pair; the lower half. */
    final double[][] pairs = new double[P][P];

    /**
     * Where the traits of each employer begin in the next two; those it has none of are left out.
     */
    int[] starts;

    int[] traits;
    double[] n;
  }

  private void count() {
    int g = employers.size();
    double[] ex = new double[g * P];
    employerN = new double[g];
    known = new Counts();
    int[] set = new int[P];
    int entries = 0;
    for (int i = 0; i < rows; i++) {
      double c = counts[i];
      employerN[who[i]] += c;
      meanY += c * ys[i];
      int size = 0;
      for (long bits = keys[i]; bits != 0; bits &= bits - 1) {
        int j = Long.numberOfTrailingZeros(bits);
        set[size++] = j;
        double[] row = known.pairs[j];
        for (int q = 0; q < size; q++) {
          row[set[q]] += c;
        }
        entries += ex[who[i] * P + j] == 0 ? 1 : 0;
        ex[who[i] * P + j] += c;
      }
    }
    meanY /= total;
    known.starts = new int[g + 1];
    known.traits = new int[entries];
    known.n = new double[entries];
    int at = 0;
    for (int e = 0; e < g; e++) {
      for (int j = 0; j < P; j++) {
        if (ex[e * P + j] != 0) {
          meanX[j] += ex[e * P + j];
          known.traits[at] = j;
          known.n[at++] = ex[e * P + j];
        }
      }
      known.starts[e + 1] = at;
    }
    for (int j = 0; j < P; j++) {
      meanX[j] /= total;
    }
    fixedOf = new double[rows];
    employerResidual = new double[g];
    shrunk = new double[g];
  }

  private void solve() {
    int g = employers.size();
    double[] ey = new double[g];
    double[] b = new double[P];
    boolean first = cholesky == null;
    for (int i = 0; i < rows; i++) {
      double c = counts[i];
      double y = first ? ys[i] : pulledIn(i);
      ey[who[i]] += c * y;
      for (long bits = keys[i]; bits != 0; bits &= bits - 1) {
        b[Long.numberOfTrailingZeros(bits)] += c * y;
      }
    }
    double[][] a = new double[P][];
    for (int j = 0; j < P; j++) {
      a[j] = known.pairs[j].clone();
    }
    double lambda = s2 / tau2;
    for (int e = 0; e < g; e++) {
      double inverse = 1 / (employerN[e] + lambda);
      int start = known.starts[e];
      for (int i = start; i < known.starts[e + 1]; i++) {
        int j = known.traits[i];
        double x = known.n[i] * inverse;
        b[j] -= x * ey[e];
        double[] row = a[j];
        for (int q = start; q <= i; q++) {
          row[known.traits[q]] -= x * known.n[q];
        }
      }
    }
    for (int j = 0; j < P; j++) {
      double prior = Features.prior(j);
      a[j][j] += s2 / (prior * prior);
    }
    cholesky = decompose(a);
    double[] solution = backward(forward(b));
    System.arraycopy(solution, 0, beta, 0, P);
    for (int e = 0; e < g; e++) {
      double fixed = 0;
      for (int i = known.starts[e]; i < known.starts[e + 1]; i++) {
        fixed += known.n[i] * beta[known.traits[i]];
      }
      employerResidual[e] = (ey[e] - fixed) / employerN[e];
    }
    shrink();
  }

  private void expect() {
    for (int i = 0; i < rows; i++) {
      fixedOf[i] = fixed(keys[i]);
    }
  }

  private void shrink() {
    double lambda = s2 / tau2;
    for (int e = 0; e < shrunk.length; e++) {
      shrunk[e] = employerResidual[e] * employerN[e] / (employerN[e] + lambda);
    }
  }

  private double pulledIn(int i) {
    double expected = fixedOf[i] + shrunk[who[i]];
    double bound = HUBER * StrictMath.sqrt(s2 / counts[i]);
    return expected + Math.max(-bound, Math.min(bound, ys[i] - expected));
  }

  private void spread() {
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double r = Math.abs(ys[i] - fixedOf[i] - shrunk[who[i]]) * StrictMath.sqrt(counts[i]);
      double bound = HUBER * StrictMath.sqrt(s2);
      squares += Math.min(r, bound) * Math.min(r, bound);
    }
    int g = employers.size();
    double lambda = s2 / tau2;
    double used = 12;
    double between = 0;
    double weights = 0;
    for (int e = 0; e < g; e++) {
      used += employerN[e] / (employerN[e] + lambda);
      double weight = employerN[e] / (employerN[e] + lambda);
      between += weight * (employerResidual[e] * employerResidual[e] - s2 / employerN[e]);
      weights += weight;
    }
    s2 = Math.max(1e-4, squares / Math.max(rows * 0.2, rows - used));
    tau2 = Math.max(1e-3, Math.min(0.25, between / weights));
  }

  private void forgetRows() {
    keys = null;
    counts = null;
    ys = null;
    who = null;
    fixedOf = null;
    known = null;
  }

  /** The change from the days of this model to a stretch, by kind of observation. */
  Decomposition decompose(double[] counts, double[] sums) {
    return Kinds.decompose(kindCounts, kindSums, counts, sums);
  }

  /** x'beta. */
  double fixed(long features) {
    double sum = 0;
    for (long bits = features; bits != 0; bits &= bits - 1) {
      sum += beta[Long.numberOfTrailingZeros(bits)];
    }
    return sum;
  }

  /** The shrunk effect of an employer, by its number. */
  double shrunk(int at) {
    return shrunk[at];
  }

  /** The number of an employer in this model, or -1. */
  int find(int employer) {
    return employers.find(employer);
  }

  /** The shrunk effect of an employer, 0 for one never seen. */
  double effect(int employer) {
    int at = find(employer);
    return at < 0 ? 0 : shrunk[at];
  }

  /** What is not known of an employer's effect, as a variance. */
  double doubt(int employer) {
    int at = find(employer);
    return at < 0 ? tau2 : s2 * tau2 / (s2 + employerN[at] * tau2);
  }

  /** Observations of an employer, by its number. */
  double observations(int at) {
    return employerN[at];
  }

  /** Mean of ln y less x'beta of an employer, by its number. */
  double residual(int at) {
    return employerResidual[at];
  }

  /** Share of the observations that name their employer. */
  double namedShare() {
    int anonymous = find(Stratum.ANONYMOUS);
    return anonymous < 0 ? 1 : 1 - employerN[anonymous] / total;
  }

  /** How many employers there are. */
  int employerCount() {
    return employers.size();
  }

  double variance() {
    return s2;
  }

  /** Share of the observations that have a trait. */
  double share(int column) {
    return meanX[column];
  }

  double coefficient(int column) {
    return beta[column];
  }

  double meanLog() {
    return meanY;
  }

  double n() {
    return total;
  }

  /** Variance that the doubt in beta gives the mean residual of a sample with these shares. */
  double doubtOf(double[] shares) {
    double[] difference = new double[P];
    for (int j = 0; j < P; j++) {
      difference[j] = shares[j] - meanX[j];
    }
    double sum = 0;
    for (double v : forward(difference)) {
      sum += v * v;
    }
    return sum * s2;
  }

  private static double[][] decompose(double[][] a) {
    double[][] l = new double[P][P];
    for (int i = 0; i < P; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? StrictMath.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
      }
    }
    return l;
  }

  private double[] forward(double[] b) {
    double[] x = new double[P];
    for (int i = 0; i < P; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= cholesky[i][k] * x[k];
      }
      x[i] = sum / cholesky[i][i];
    }
    return x;
  }

  private double[] backward(double[] b) {
    double[] x = new double[P];
    for (int i = P - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < P; k++) {
        sum -= cholesky[k][i] * x[k];
      }
      x[i] = sum / cholesky[i][i];
    }
    return x;
  }
}
