package io.salarysignals.domain.trend;

import io.salarysignals.domain.gate.GateSettings;
import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.stats.Figures;
import java.util.List;

/** Decides whether the sum of a window may be published, and computes its statistics. */
public interface Judge {
  /** A window with fewer observations than this is never publishable. */
  long minObservations();

  /** The minima that windows of open pay are judged by. */
  GateSettings minima();

  /** Whether the window may be published. */
  boolean isPublishable(Pane sum, String currency);

  /** Why the window may not be published; empty where it may. */
  List<SuppressionReason> reasons(Pane sum, String currency);

  /** The median of a publishable window alone, in {@code currency}. */
  double median(Pane sum, String currency);

  /** The statistics of a publishable window, in {@code currency}. */
  Figures figures(Pane sum, String currency);
}
