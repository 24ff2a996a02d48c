package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandEvent;
import io.salarysignals.domain.demand.DemandFigures;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.event.Basis;
import io.salarysignals.event.DemandShare;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.Divergence;
import io.salarysignals.event.Driver;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.Fallback;
import io.salarysignals.event.Level;
import io.salarysignals.event.Quality;
import io.salarysignals.event.Seasonal;
import io.salarysignals.event.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Turns what the engine tells into public records. */
final class DemandRecords {
  /** Version of the methods behind every figure; to be raised with any change that moves one. */
  static final String METHOD_VERSION = "1";

  /** The index is free of weekdays only: its history is too short for the seasons. */
  static final String NOT_SEASONALLY_ADJUSTED = "NOT_SEASONALLY_ADJUSTED";

  static final String MIN_N = "MIN_N";
  private static final int HIGH_N = 100;
  private static final int MEDIUM_N = 30;

  private DemandRecords() {}

  static String key(DemandEvent event) {
    return event.market().key()
        + '|'
        + event.facet()
        + '|'
        + event.horizon().days()
        + '|'
        + LocalDate.ofEpochDay(event.end());
  }

  static DemandSignal signal(DemandEvent e, String currency, Instant now) {
    DemandSignal signal = new DemandSignal();
    signal.setRole(e.market().role());
    signal.setRegion(e.market().region());
    io.salarysignals.domain.market.Level level = Facet.levelOf(e.facet());
    signal.setLevel(level == null ? null : Level.valueOf(level.name()));
    signal.setBasis(Basis.POSTED);
    signal.setFacet(e.facet());
    signal.setCurrency(currency);
    signal.setWindowStart(dayStart(e.end() - e.horizon().days()));
    signal.setWindowEnd(dayStart(e.end()));
    signal.setHorizonDays(e.horizon().days());
    signal.setAsOf(LocalDate.ofEpochDay(e.end() - 1L));
    signal.setEmittedAt(now);
    signal.setWatermark(time(e.watermark()));
    signal.setStatus(Status.valueOf(e.status().name()));
    signal.setRevision(e.revision());
    signal.setSuppressed(e.suppressed());
    signal.setSuppressionReasons(e.suppressed() ? List.of(MIN_N) : List.of());
    signal.setMethodVersion(METHOD_VERSION);
    signal.setFlags(List.of());
    signal.setSkillShares(List.of());
    signal.setScopeShares(List.of());
    signal.setQuality(quality(e));
    if (e.status() != DemandEvent.Status.RETRACTION) {
      signal.setN(e.n());
      signal.setEmployers(e.employers());
    }
    signal.setFallback(fallback(e));
    if (e.figures() != null) {
      figures(e.figures(), signal);
    }
    return signal;
  }

  /** How much the figures of an event bear. */
  static Quality quality(DemandEvent e) {
    long n = e.figures() == null ? 0 : e.n();
    return n >= HIGH_N ? Quality.HIGH : n >= MEDIUM_N ? Quality.MEDIUM : Quality.LOW;
  }

  /**
   * The values of a fallback are those of pay: of demand it is the key, the count and where from.
   */
  private static Fallback fallback(DemandEvent e) {
    DemandEvent.Fallback parent = e.fallback();
    return parent == null
        ? null
        : Fallback.newBuilder()
            .setKey(parent.market().key() + '|' + Basis.POSTED + '|' + parent.facet())
            .setHorizonDays(e.horizon().days())
            .setWindowEnd(dayStart(e.end()))
            .setRevision(parent.revision())
            .setN(parent.n())
            .build();
  }

  private static void figures(DemandFigures f, DemandSignal signal) {
    signal.setOpen(f.open());
    signal.setOpenBefore(f.openBefore());
    signal.setOpened(f.opened());
    signal.setClosed(f.closed());
    signal.setExpired(f.expired());
    signal.setReposted(f.reposted());
    signal.setCorrections(f.corrections());
    signal.setVacancies(f.vacancies());
    signal.setVacanciesOpened(f.vacanciesOpened());
    signal.setOpenIndex(f.openIndex());
    signal.setOpenIndexAdjusted(f.openIndexAdjusted());
    signal.setOpenIndexBase(
        f.openIndexBase() == null ? null : LocalDate.ofEpochDay(f.openIndexBase()));
    signal.setSeasonal(Seasonal.valueOf(f.seasonal().name()));
    if (f.openIndex() != null && f.openIndexAdjusted() == null) {
      signal.setFlags(List.of(NOT_SEASONALLY_ADJUSTED));
    }
    signal.setMomentum(estimate(f.momentum()));
    signal.setAcceleration(estimate(f.acceleration()));
    signal.setTimeToCloseMedianDays(estimate(f.timeToCloseMedianDays()));
    if (f.repostRate() != null) {
      signal.setRepostRate(f.repostRate().value());
      signal.setRepostRateLow(f.repostRate().low());
      signal.setRepostRateHigh(f.repostRate().high());
    }
    signal.setIntensity(f.intensity());
    signal.setLocationQuotient(f.locationQuotient());
    if (f.tightness() != null) {
      signal.setTightness(estimate(f.tightness()));
      signal.setTightnessDenominator(DemandFigures.TIGHTNESS_DENOMINATOR);
    }
    signal.setSkillShares(shares(f.skillShares()));
    signal.setScopeShares(shares(f.scopeShares()));
    if (f.skillDivergence() != null) {
      signal.setSkillDivergence(
          new Divergence(f.skillDivergence().value(), f.skillDivergence().pValue()));
    }
    signal.setVolumeChange(estimate(f.volumeChange()));
    signal.setDriver(f.driver() == null ? null : Driver.valueOf(f.driver().name()));
    if (f.payDisclosureShare() != null) {
      signal.setPayDisclosureShare(f.payDisclosureShare().value());
      signal.setPayDisclosureShareLow(f.payDisclosureShare().low());
      signal.setPayDisclosureShareHigh(f.payDisclosureShare().high());
    }
  }

  private static List<DemandShare> shares(List<DemandFigures.Share> shares) {
    List<DemandShare> records = new ArrayList<>(shares.size());
    for (DemandFigures.Share share : shares) {
      records.add(
          new DemandShare(
              share.id(), share.n(), estimate(share.share()), share.change(), share.pValue()));
    }
    return records;
  }

  private static Estimate estimate(io.salarysignals.domain.stats.Estimate estimate) {
    return estimate == null
        ? null
        : new Estimate(estimate.value(), estimate.low(), estimate.high());
  }

  private static Instant time(long watermark) {
    return watermark == SourceProgress.NONE || watermark == SourceProgress.CLOSED
        ? null
        : Instant.ofEpochMilli(watermark);
  }

  private static Instant dayStart(int day) {
    return Instant.ofEpochMilli(day * Grid.DAY_MILLIS);
  }
}
