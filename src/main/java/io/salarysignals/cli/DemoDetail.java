package io.salarysignals.cli;

import io.salarysignals.event.Estimate;
import io.salarysignals.event.MarketTrend;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One event of the trend topic in full, for people. */
final class DemoDetail {
  private DemoDetail() {}

  static List<String> lines(String name, MarketTrend event) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %s (SIMULATED): role %s, facet %s, basis %s",
            name,
            event.getRegion(),
            event.getRole(),
            event.getFacet(),
            event.getBasis()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  window     %s to %s (%d days)",
            event.getWindowStart(),
            event.getWindowEnd(),
            event.getHorizonDays()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  status     %s, revision %d, quality %s",
            event.getStatus(),
            event.getRevision(),
            event.getQuality()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  n          %,d observations of %,d employers",
            event.getN(),
            event.getEmployers()));
    if (event.getSuppressed()) {
      lines.add("  withheld   " + String.join(", ", event.getSuppressionReasons()));
      return lines;
    }
    lines.add(estimate("mean", event.getMean(), event.getCurrency()));
    lines.add(estimate("median", event.getP50(), event.getCurrency()));
    lines.add(estimate("p25", event.getP25(), event.getCurrency()));
    lines.add(estimate("p75", event.getP75(), event.getCurrency()));
    return lines;
  }

  private static String estimate(String name, Estimate estimate, String currency) {
    return estimate == null
        ? String.format(Locale.ROOT, "  %-10s withheld", name)
        : String.format(
            Locale.ROOT,
            "  %-10s %,.0f %s a year, 95 %% interval %s to %s",
            name,
            estimate.getValue(),
            currency,
            bound(estimate.getLow()),
            bound(estimate.getHigh()));
  }

  private static String bound(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.0f", value);
  }
}
