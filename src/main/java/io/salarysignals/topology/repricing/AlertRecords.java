package io.salarysignals.topology.repricing;

import io.salarysignals.domain.pane.LogReference;
import io.salarysignals.domain.repricing.AlertId;
import io.salarysignals.domain.repricing.Decomposition;
import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.domain.repricing.Resolution;
import io.salarysignals.domain.repricing.Verdict;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.event.AlertState;
import io.salarysignals.event.Basis;
import io.salarysignals.event.Direction;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.Quality;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings as the public event. */
final class AlertRecords {
  static final String METHOD_VERSION = "repricing-3";
  private static final int HIGH_EMPLOYERS = 15;

  private AlertRecords() {}

  static String id(Messages.Finding finding) {
    Episode e = finding.episode();
    return AlertId.of(finding.market(), e.direction(), e.onset());
  }

  /**
   * The content of an alert; what tells of the way there (emission, revision, age) is left at zero.
   *
   * @param rate false discovery rate of the day's tests that were rejected
   */
  static RepricingAlert content(
      RepricingSettings settings,
      Messages.Finding finding,
      Resolution resolution,
      double rate,
      List<String> children,
      String parent) {
    Episode e = finding.episode();
    String[] market = finding.market().split("\\|", -1);
    Look look = resolution.look();
    boolean confirmed = resolution.reached() == Verdict.CONFIRMED_STRUCTURAL;
    RepricingAlert alert = new RepricingAlert();
    alert.setAlertId(id(finding));
    alert.setRole(market[0]);
    alert.setRegion(market[1]);
    alert.setBasis(Basis.valueOf(market[2]));
    alert.setFacet("all");
    alert.setCurrency(finding.currency());
    alert.setWindowStart(start(e.baselineFrom()));
    alert.setWindowEnd(start(resolution.at()));
    alert.setHorizonDays(e.pane().days());
    alert.setAsOf(LocalDate.ofEpochDay(resolution.at() - 1L));
    alert.setEmittedAt(Instant.EPOCH);
    alert.setStatus(resolution.verdict() == Verdict.CANDIDATE ? Status.PROVISIONAL : Status.FINAL);
    alert.setRevision(0L);
    alert.setFlags(new ArrayList<>());
    alert.setSuppressionReasons(new ArrayList<>());
    alert.setMethodVersion(METHOD_VERSION);
    alert.setState(AlertState.valueOf(resolution.verdict().name()));
    alert.setVerdict(AlertState.valueOf(resolution.reached().name()));
    alert.setDirection(e.direction() > 0 ? Direction.UP : Direction.DOWN);
    alert.setOnset(start(e.onset()));
    alert.setDetectedAt(start(e.detected()));
    alert.setChart(e.chart());
    alert.setChildren(children);
    alert.setParent(parent);
    alert.setReasons(reasons(e, look));
    alert.setQuality(quality(look, confirmed));
    if (confirmed) {
      alert.setQValue(rate);
      alert.setCooldownUntil(start(e.detected() + settings.rules().cooldownDays()));
    }
    if (e.isEnded() && e.reverted()) {
      alert.getFlags().add("REVERTED");
    }
    if (look != null && !look.tellsEmployers()) {
      alert.getFlags().add("NO_EMPLOYER");
    }
    alert.setSuppressed(false);
    if (look != null) {
      alert.setPValue(look.pValue());
      alert.setEvidenceStart(start(e.detected()));
      alert.setEvidenceEnd(start(look.end()));
      evidence(settings, finding, confirmed ? e.lastLook() : look, alert);
    }
    return alert;
  }

  /** How large the change is, by all fresh panes that were looked at. */
  private static void evidence(
      RepricingSettings settings, Messages.Finding finding, Look look, RepricingAlert alert) {
    alert.setN(finding.holdsProtected() ? null : look.n());
    alert.setEmployers(finding.holdsProtected() ? null : (long) look.employers());
    alert.setEffect(new Estimate(look.effect(), look.low(), look.high()));
    alert.setBreadth(look.breadth());
    alert.setLeaveOneOutEffect(look.leaveOneOut());
    List<String> reasons = alert.getSuppressionReasons();
    if (finding.holdsProtected()) {
      reasons.add("PROTECTED");
    }
    if (look.n() < settings.minN()) {
      reasons.add("MIN_N");
    }
    if (look.employers() < settings.minEmployers()) {
      reasons.add("MIN_EMPLOYERS");
    }
    alert.setSuppressed(!reasons.isEmpty());
    Decomposition d = look.decomposition();
    if (reasons.isEmpty()) {
      double reference = LogReference.of(finding.currency());
      alert.setBefore(reference * StrictMath.exp(look.before()));
      alert.setAfter(reference * StrictMath.exp(look.after()));
    }
    if (d != null && !finding.holdsProtected()) {
      alert.setDecomposition(
          new io.salarysignals.event.Decomposition(
              Decomposition.points(d.total()),
              Decomposition.points(d.likeForLike()),
              Decomposition.points(d.mix()),
              Decomposition.points(d.entry()),
              Decomposition.points(d.exit())));
    }
  }

  private static Map<String, Double> reasons(Episode e, Look look) {
    Map<String, Double> reasons = new HashMap<>();
    reasons.put("initialEffect", e.initialEffect());
    reasons.put("initialT", e.initialT());
    if (look != null) {
      reasons.put("medianEmployerEffect", look.medianEffect());
      reasons.put("lastPanesEffect", look.lastPanes());
      reasons.put("tWithoutBestPane", look.withoutBest());
      reasons.put("levelOverSpike", look.shape());
      reasons.put("topEmployerT", look.topT());
      reasons.put("outlyingPart", look.outlyingPart());
      reasons.put("volumeRatio", look.volumeRatio());
      reasons.put("namedShare", look.named());
      reasons.put("matchedShare", look.matched());
      reasons.put(
          "totalOverItsError", look.totalError() > 0 ? look.total() / look.totalError() : 0);
    }
    return reasons;
  }

  private static Quality quality(Look look, boolean confirmed) {
    if (look == null || look.employers() < 5) {
      return Quality.LOW;
    }
    return confirmed && look.employers() >= HIGH_EMPLOYERS ? Quality.HIGH : Quality.MEDIUM;
  }

  static Instant start(int day) {
    return Instant.ofEpochMilli(day * Grid.DAY_MILLIS);
  }
}
