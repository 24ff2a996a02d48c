package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.Gate;
import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.gate.protect.Protection;
import io.salarysignals.domain.pane.Accumulator;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.stats.Figures;
import io.salarysignals.domain.stats.FiguresCalculator;
import java.util.List;

/** Judges windows by the profile {@code open}; protected pay never passes here. */
public final class OpenJudge implements Judge {
  private static final List<SuppressionReason> OF_EMPTY =
      List.of(SuppressionReason.MIN_N, SuppressionReason.MIN_EMPLOYERS);

  private final GateSettings settings;
  private final Gate gate;
  private final FiguresCalculator calculator;
  private final AccumulatorSample sample = new AccumulatorSample();

  public OpenJudge(GateSettings settings) {
    this.settings = settings;
    this.gate = new Gate(settings);
    this.calculator = new FiguresCalculator(settings.minContributorsForTails());
  }

  @Override
  public long minObservations() {
    return settings.minObservations();
  }

  @Override
  public GateSettings minima() {
    return settings;
  }

  @Override
  public boolean isPublishable(Pane sum, String currency) {
    return sum.n() >= settings.minObservations() && reasons(sum, currency).isEmpty();
  }

  @Override
  public List<SuppressionReason> reasons(Pane sum, String currency) {
    Accumulator local = sum.local();
    if (holdsProtected(sum)) {
      return List.of(SuppressionReason.PROTECTED_SOURCE);
    }
    return sum.n() == 0 ? OF_EMPTY : gate.judge(sample.over(local, currency));
  }

  /** Whether a window holds protected pay. */
  static boolean holdsProtected(Pane sum) {
    Accumulator sums = sum.local();
    return Protection.holdsProtected(sums.employers(), sums.employerCount());
  }

  @Override
  public double median(Pane sum, String currency) {
    return calculator.median(sample.over(sum.local(), currency));
  }

  @Override
  public Figures figures(Pane sum, String currency) {
    return calculator.figures(sample.over(sum.local(), currency));
  }
}
