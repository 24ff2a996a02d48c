package io.salarysignals.streams.topics;

import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.FxRate;
import io.salarysignals.event.JobPostingEvent;
import io.salarysignals.event.MarketPane;
import io.salarysignals.event.MarketProgress;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.streams.topics.Topic.Cleanup;
import io.salarysignals.streams.topics.Topic.Direction;
import io.salarysignals.streams.topics.Topic.Keeps;
import java.util.List;
import java.util.Optional;

/** Every topic, declared once: topologies, checks, exports and the documentation read it here. */
public final class Topics {
  /** Pay as it was observed. */
  public static final Topic SALARY_OBSERVATIONS =
      new Topic(
          "salary-observations",
          Direction.IN,
          "observationId",
          SalaryObservation.getClassSchema(),
          "SalaryObservation",
          Cleanup.DELETE,
          Keeps.INPUT,
          true,
          "holds names and pay: producers write, the trends topology reads");

  /** Job postings and what became of them. */
  public static final Topic JOB_POSTINGS =
      new Topic(
          "job-postings",
          Direction.IN,
          "postingId",
          JobPostingEvent.getClassSchema(),
          "JobPostingEvent",
          Cleanup.DELETE,
          Keeps.INPUT,
          true,
          "holds employer names: producers write, the topologies read");

  /** Units of a currency per US dollar. One partition: every instance reads all of it. */
  public static final Topic FX_RATES =
      new Topic(
          "fx-rates",
          Direction.IN,
          "currency|effectiveAt",
          FxRate.getClassSchema(),
          "FxRate",
          Cleanup.COMPACT,
          Keeps.LAST_VALUE,
          false,
          "public data: the rates feed writes, all read");

  /** Pay of each cell in each window. */
  public static final Topic MARKET_TRENDS =
      new Topic(
          "market-trends",
          Direction.OUT,
          "role|region|basis|facet|horizon|windowEnd",
          MarketTrend.getClassSchema(),
          "MarketTrend; a RETRACTION is followed by a tombstone",
          Cleanup.COMPACT_DELETE,
          Keeps.OUTPUT,
          true,
          "subscribers read");

  /** Up to which end of a window everything is out. */
  public static final Topic MARKET_PROGRESS =
      new Topic(
          "market-progress",
          Direction.OUT,
          "topic|gridEnd",
          MarketProgress.getClassSchema(),
          "MarketProgress",
          Cleanup.COMPACT_DELETE,
          Keeps.OUTPUT,
          false,
          "subscribers read");

  /** Day summaries, unsuppressed. */
  public static final Topic MARKET_PANES =
      new Topic(
          "market-panes",
          Direction.INTERNAL,
          "role|region|basis|facet|day",
          MarketPane.getClassSchema(),
          "MarketPane; markers of the watermark under keys of their own",
          Cleanup.COMPACT,
          Keeps.LAST_VALUE,
          true,
          "unsuppressed cells: this project's topologies only, never subscribers");

  /** What detection of repricing reads of the days. */
  public static final Topic MARKET_STRATA =
      new Topic(
          "market-strata",
          Direction.INTERNAL,
          "role|basis|day|part",
          null,
          "strata of the markets of a role; markers of the watermark under keys of their own",
          Cleanup.COMPACT,
          Keeps.LAST_VALUE,
          true,
          "unsuppressed cells: the trends topology writes, the repricing topology reads");

  /** Advertised pay as contributions, made by the demand topology for the trends topology. */
  public static final Topic POSTED_CONTRIBUTIONS =
      new Topic(
          "posted-contributions",
          Direction.INTERNAL,
          "partition of the pane task",
          null,
          "blocks of contributions with watermarks; employers hashed",
          Cleanup.DELETE,
          Keeps.INPUT,
          true,
          "single pays: the demand topology writes, the trends topology reads");

  /** Demand of each cell in each window. */
  public static final Topic DEMAND_SIGNALS =
      new Topic(
          "demand-signals",
          Direction.OUT,
          "role|region|facet|horizon|windowEnd",
          DemandSignal.getClassSchema(),
          "DemandSignal; a RETRACTION is followed by a tombstone",
          Cleanup.COMPACT_DELETE,
          Keeps.OUTPUT,
          true,
          "subscribers read");

  /** Structural changes of pay, from candidate to verdict. */
  public static final Topic REPRICING_ALERTS =
      new Topic(
          "repricing-alerts",
          Direction.OUT,
          "alertId",
          RepricingAlert.getClassSchema(),
          "RepricingAlert",
          Cleanup.COMPACT_DELETE,
          Keeps.OUTPUT,
          true,
          "subscribers read");

  /** Records that broke a business rule. */
  public static final Topic REJECTED_EVENTS =
      new Topic(
          "rejected-events",
          Direction.OUT,
          "source key",
          RejectedEvent.getClassSchema(),
          "RejectedEvent",
          Cleanup.DELETE,
          Keeps.ERRORS,
          true,
          "holds the original bytes: as the input topics");

  /** Bytes that could not be decoded, and records that met a bug. */
  public static final Topic DEAD_LETTERS =
      new Topic(
          "dead-letters",
          Direction.OUT,
          "source key",
          null,
          "original bytes, headers __streams.errors.*",
          Cleanup.DELETE,
          Keeps.ERRORS,
          true,
          "holds the original bytes: as the input topics");

  /** How far each file has been fed into the input topics, committed with the records. */
  public static final Topic FEED_POSITIONS =
      new Topic(
          "feed-positions",
          Direction.INTERNAL,
          "position of a feed",
          null,
          "position, written by the feed that owns it",
          Cleanup.COMPACT,
          Keeps.LAST_VALUE,
          false,
          "the feeds of this project only");

  /** All topics, in the order of the flow. */
  public static final List<Topic> ALL =
      List.of(
          SALARY_OBSERVATIONS,
          JOB_POSTINGS,
          FX_RATES,
          MARKET_TRENDS,
          MARKET_PROGRESS,
          MARKET_PANES,
          MARKET_STRATA,
          DEMAND_SIGNALS,
          POSTED_CONTRIBUTIONS,
          REPRICING_ALERTS,
          REJECTED_EVENTS,
          DEAD_LETTERS,
          FEED_POSITIONS);

  private Topics() {}

  /** The topic of a name without prefix. */
  public static Optional<Topic> byName(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }
}
