package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.AlertId;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.domain.repricing.RollUp;
import io.salarysignals.event.AlertState;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.Quality;
import io.salarysignals.event.RepricingAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The public event of a roll-up, made from those of its children. */
final class RollUpRecords {
  /** The flag of an alert that stands for others and has no evidence of its own. */
  static final String FLAG = "ROLLED_UP";

  private RollUpRecords() {}

  /** The id of a roll-up: that of the country's own alert of the same onset is another one. */
  static String id(String country, RollUp rollUp) {
    return AlertId.of(country + '|' + FLAG, rollUp.direction(), rollUp.onset());
  }

  /**
   * The content of a roll-up. It stands while one of its children does. What it says of size is the
   * mean of the children by observations, and so are the bounds: that interval holds whatever they
   * have in common, as the employers of one change may be in several sub-divisions. p and q are the
   * greatest of theirs.
   *
   * @param children what is told of them, but for the parent
   * @param watched how many sub-divisions are watched
   */
  static RepricingAlert content(
      String country, RollUp rollUp, List<RepricingAlert> children, int watched) {
    String[] market = country.split("\\|", -1);
    RepricingAlert alert = RepricingAlert.newBuilder(children.get(0)).build();
    boolean stands =
        children.stream().anyMatch(c -> c.getState() == AlertState.CONFIRMED_STRUCTURAL);
    alert.setAlertId(id(country, rollUp));
    alert.setRegion(market[1]);
    alert.setWindowStart(least(children, RepricingAlert::getWindowStart));
    alert.setWindowEnd(greatest(children, RepricingAlert::getWindowEnd));
    alert.setAsOf(greatest(children, RepricingAlert::getAsOf));
    alert.setHorizonDays(greatest(children, RepricingAlert::getHorizonDays));
    alert.setState(stands ? AlertState.CONFIRMED_STRUCTURAL : AlertState.CLEARED);
    alert.setVerdict(AlertState.CONFIRMED_STRUCTURAL);
    alert.setOnset(least(children, RepricingAlert::getOnset));
    alert.setDetectedAt(least(children, RepricingAlert::getDetectedAt));
    alert.setEvidenceStart(least(children, RepricingAlert::getEvidenceStart));
    alert.setEvidenceEnd(confirmedAt(children, watched));
    alert.setCooldownUntil(greatest(children, RepricingAlert::getCooldownUntil));
    alert.setPValue(greatest(children, RepricingAlert::getPValue));
    alert.setQValue(greatest(children, RepricingAlert::getQValue));
    alert.setQuality(lowest(children));
    alert.setChart(null);
    alert.setBefore(null);
    alert.setAfter(null);
    alert.setBreadth(null);
    alert.setLeaveOneOutEffect(null);
    alert.setDecomposition(null);
    alert.setEmployers(null);
    alert.setParent(null);
    alert.setFlags(new ArrayList<>(List.of(FLAG)));
    alert.setChildren(children.stream().map(RepricingAlert::getAlertId).sorted().toList());
    alert.setSuppressed(true);
    alert.setSuppressionReasons(new ArrayList<>(List.of(FLAG)));
    Map<String, Double> reasons = new HashMap<>();
    reasons.put(
        "subdivisions", (double) children.stream().map(a -> a.getRegion()).distinct().count());
    reasons.put("subdivisionsWatched", (double) watched);
    alert.setReasons(reasons);
    return alert;
  }

  /** Sets the figures that are means over the children. */
  static void figures(RepricingAlert alert, List<Look> looks, boolean hidesN) {
    double n = 0;
    double effect = 0;
    double low = 0;
    double high = 0;
    for (Look look : looks) {
      n += look.n();
      effect += look.n() * look.effect();
      low += look.n() * look.low();
      high += look.n() * look.high();
    }
    alert.setEffect(new Estimate(effect / n, low / n, high / n));
    alert.setN(hidesN ? null : (long) n);
  }

  /** When so many sub-divisions had been confirmed that they were rolled up. */
  private static Instant confirmedAt(List<RepricingAlert> children, int watched) {
    Map<String, Instant> first = new HashMap<>();
    children.forEach(
        c -> first.merge(c.getRegion(), c.getEvidenceEnd(), (a, b) -> a.isBefore(b) ? a : b));
    return first.values().stream().sorted().toList().get(RollUp.needed(watched) - 1);
  }

  private static Quality lowest(List<RepricingAlert> children) {
    // HIGH, MEDIUM, LOW in the order of the schema.
    return greatest(children, RepricingAlert::getQuality);
  }

  private static <T extends Comparable<? super T>> T least(
      List<RepricingAlert> children, Function<RepricingAlert, T> of) {
    return children.stream().map(of).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static <T extends Comparable<? super T>> T greatest(
      List<RepricingAlert> children, Function<RepricingAlert, T> of) {
    return children.stream().map(of).max(Comparator.naturalOrder()).orElseThrow();
  }
}
