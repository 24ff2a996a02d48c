package io.salarysignals.topology.trends;

import io.salarysignals.domain.gate.SuppressionReason;
import io.salarysignals.domain.gate.protect.ProtectedRelease;
import io.salarysignals.domain.market.Basis;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.MarketStrata;
import io.salarysignals.domain.pane.Pane;
import io.salarysignals.domain.trend.Cursor;
import io.salarysignals.domain.trend.Judge;
import io.salarysignals.domain.trend.OpenJudge;
import io.salarysignals.domain.trend.RowAllowance;
import io.salarysignals.domain.trend.TrendEngine;
import io.salarysignals.domain.trend.TrendEvent;
import io.salarysignals.domain.trend.TrendSink;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.event.MarketPane;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.streams.codec.Block;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ProgressReport;
import io.salarysignals.streams.codec.StrataCodec;
import io.salarysignals.streams.codec.StrataMarker;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.store.CommitHook;
import io.salarysignals.topology.parts.BlockPartitioner;
import io.salarysignals.topology.parts.Dictionaries;
import io.salarysignals.topology.parts.Pace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PANES, WINDOWS and GATE for the roles of one partition: the engine with Kafka around it. The
 * clock decides here when to tell, never what.
 */
final class PanesProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** Longest time one visit may tell things before it lets records through again. */
  private static final long BUDGET_MILLIS = 500;

  /** The same where somebody waits for what comes in: every task of the thread has such visits. */
  private static final long FRESH_BUDGET_MILLIS = 25;

  private static final Logger LOG = LoggerFactory.getLogger(PanesProcessor.class);

  /** An event that says nothing, for the schema id of what it is encoded to. */
  private static final TrendEvent SAMPLE =
      new TrendEvent(
          new Market("none", Market.WORLD, Basis.PAID),
          Facet.ALL,
          new Horizon(1, 1),
          0,
          TrendEvent.Status.RETRACTION,
          0,
          null,
          null,
          List.of(),
          null,
          SourceProgress.NONE);

  private static final TrendEvent.Status[] STATUSES = TrendEvent.Status.values();
  private static final SuppressionReason[] REASONS = SuppressionReason.values();

  private final TrendsSettings settings;
  private final RowAllowance allowance;
  private final TrendsTopics topics;
  private final Dictionaries dictionaries;
  private final EventCodecs codecs;
  private final PipelineMeters meters;
  private final OutputKeys keys = new OutputKeys();
  private final StrataCodec strata = new StrataCodec();
  private final Map<String, String> currencies = new HashMap<>();
  private final ByteReader reader = new ByteReader();
  private final ProgressReport report = new ProgressReport();

  private ProcessorContext<byte[], byte[]> context;
  private RecordEncoder<MarketPane> paneEncoder;
  private PaneEncoder panes;
  private TrendEncoder trends;
  private BasisEngines engine;
  private int partition;
  private boolean moved;

  /** Events of this visit by status and, from 1 on, the first reason of suppression. */
  private final long[][] emitted = new long[STATUSES.length][REASONS.length + 1];

  /** Whether events of windows were sent since the last look. */
  private boolean told;

  private final Pace pace;

  /**
   * @param allowance shared by the tasks of the process
   */
  PanesProcessor(
      TrendsSettings settings,
      RowAllowance allowance,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters) {
    this.settings = settings;
    this.allowance = allowance;
    this.topics = new TrendsTopics(settings.topicPrefix());
    this.dictionaries = dictionaries;
    this.codecs = codecs;
    this.pace = new Pace(settings.emitMillis());
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    partition = context.taskId().partition();
    paneEncoder = codecs.encoder(MarketPane.class);
    panes =
        new PaneEncoder(
            paneEncoder.encode(topics.panes(), PanesPartitioner.markerValue(partition, 0, false)));
    trends =
        new TrendEncoder(
            codecs
                .encoder(MarketTrend.class)
                .encode(topics.trends(), TrendRecords.trend(SAMPLE, "USD", Instant.EPOCH)));
    Judge judge = new OpenJudge(settings.gate());
    engine =
        new BasisEngines(
            settings.sourcePartitions(),
            settings.postingPartitions(),
            basis ->
                new TrendEngine(
                    settings.trend(),
                    BasisEngines.sources(
                        basis, settings.sourcePartitions(), settings.postingPartitions()),
                    state(basis),
                    new Sink(),
                    judge,
                    new ProtectedRelease(settings.protectedGate()),
                    allowance,
                    this::currencyOf));
    CommitHook hook = context.getStateStore(Stores.PANES_HOOK);
    hook.beforeCommit(context, engine::save);
    long tick = Math.max(10, Math.min(settings.emitMillis(), 100));
    context.schedule(Duration.ofMillis(tick), PunctuationType.WALL_CLOCK_TIME, this::tell);
  }

  private StoredTrendState state(Basis basis) {
    return new StoredTrendState(
        basis,
        settings.trend().grid().horizons().size(),
        context.getStateStore(Stores.ROLE_DAYS),
        context.getStateStore(Stores.BOOKS),
        context.getStateStore(Stores.LATE_CHANGES),
        context.getStateStore(Stores.RELEASES),
        context.getStateStore(Stores.PANES_META));
  }

  private String currencyOf(String region) {
    if (region.equals(Market.WORLD)) {
      return "USD";
    }
    return currencies.computeIfAbsent(
        region, r -> dictionaries.regions().currencyOf(r.substring(0, 2)));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    fromPostings =
        context.recordMetadata().map(m -> m.topic().equals(topics.postedPay())).orElse(false);
    Block.read(record.value(), reader, receiver);
  }

  private boolean fromPostings;

  private final Block.Receiver receiver =
      new Block.Receiver() {
        @Override
        public void entry(int sign, String role, Contribution contribution) {
          if (!engine.add(sign, role, contribution)) {
            // One wrong figure less is no reason to stop all others; the meter must stay at 0.
            meters.negativeCount();
            LOG.error("retracted what was never added: role {}, day {}", role, contribution.day());
          }
          pace.entry(context.currentSystemTimeMs());
        }

        @Override
        public void progress(int source, int sources, SourceProgress progress, long appendTime) {
          if (fromPostings) {
            engine.postings(source, sources, progress);
          } else {
            engine.observations(source, sources, progress);
          }
          pace.appended(appendTime);
        }
      };

  private void tell(long now) {
    long start = System.nanoTime();
    boolean closed = engine.isClosed();
    pace.tick();
    long budget = closed || pace.isCatchingUp(now) ? BUDGET_MILLIS : FRESH_BUDGET_MILLIS;
    BooleanSupplier stop = () -> System.nanoTime() - start > budget * 1_000_000;
    if (engine.hasCorrections()
        && (closed || engine.hasManyCorrections() || pace.isTimeToCorrect(now))) {
      engine.correct(stop);
      pace.corrected(now, (System.nanoTime() - start) / 1_000_000);
    }
    boolean done = true;
    if (closed || engine.isClosing() || pace.isRound(now, engine.endsToClose())) {
      pace.roundBegan(now);
      done = engine.close(stop);
      if (!engine.isClosing()) {
        pace.roundEnded(now + (System.nanoTime() - start) / 1_000_000);
      }
    }
    if (done && pace.isTimeForProvisional(now)) {
      // Whatever the corrections took: small roles come first here, and fast.
      long begun = System.nanoTime();
      engine.beginProvisional(now, pace.interval());
      boolean many = pace.isTimeForMany(now);
      engine.tellProvisional(
          many, () -> System.nanoTime() - begun > FRESH_BUDGET_MILLIS * 1_000_000);
      pace.keptUp(!engine.isTellingFew());
      long end = System.nanoTime();
      pace.toldProvisional(now + (end - start) / 1_000_000, (end - begun) / 1_000_000, many);
    }
    sendReport();
    if (told && pace.isTimeToCommit(now)) {
      // Readers see what is committed only.
      context.commit();
      pace.committed(now);
      told = false;
    }
    countEmitted();
    meters.paneProgress(partition, engine.watermark(), engine.closedThrough());
    meters.held(partition, engine.markets(), engine.heldRows());
  }

  /** Reports what was told in this visit: a look-up for each event would cost as much as it. */
  private void countEmitted() {
    for (int status = 0; status < STATUSES.length; status++) {
      for (int reason = 0; reason <= REASONS.length; reason++) {
        if (emitted[status][reason] > 0) {
          meters.emitted(
              topics.trends(),
              STATUSES[status].name(),
              reason == 0 ? "" : REASONS[reason - 1].name(),
              emitted[status][reason]);
          emitted[status][reason] = 0;
        }
      }
    }
  }

  private void sendReport() {
    if (moved) {
      moved = false;
      int closedThrough = engine.closedThrough();
      boolean complete = engine.isComplete();
      report.progress(closedThrough, engine.watermark(), complete);
      boolean nothing = closedThrough == Cursor.NOTHING;
      if (!nothing || complete) {
        send(
            bytes(PanesPartitioner.marker(partition)),
            paneEncoder.encode(
                topics.panes(),
                PanesPartitioner.markerValue(partition, nothing ? 0 : closedThrough, complete)),
            context.currentSystemTimeMs(),
            TrendsTopology.PANES_OUT);
        send(
            bytes(PanesPartitioner.marker(partition)),
            StrataMarker.bytes(nothing ? 0 : closedThrough, complete),
            context.currentSystemTimeMs(),
            TrendsTopology.STRATA_OUT);
      }
    }
    if (!report.isEmpty()) {
      byte[] bytes = report.take(partition, settings.contributionsPartitions());
      context.forward(
          new Record<>(BlockPartitioner.key(0), bytes, context.currentSystemTimeMs()),
          TrendsTopology.PROGRESS_REPORTS);
    }
  }

  /** Sends what the engine tells to its topics. */
  private final class Sink implements TrendSink {
    @Override
    public void trend(TrendEvent event) {
      told = true;
      long now = context.currentSystemTimeMs();
      String currency = currencyOf(event.market().region());
      byte[] key = keys.trend(event);
      send(key, trends.encode(event, currency, now), now, TrendsTopology.TRENDS);
      if (event.status() == TrendEvent.Status.RETRACTION) {
        send(key, null, now, TrendsTopology.TRENDS);
      }
      emitted[event.status().ordinal()][
          event.reasons().isEmpty() ? 0 : event.reasons().get(0).ordinal() + 1]++;
      if (event.status() == TrendEvent.Status.PROVISIONAL) {
        meters.emitLag(now - pace.lastAppendTime());
      }
    }

    @Override
    public void pane(Market market, String facet, int day, Pane pane) {
      String currency = currencyOf(market.region());
      byte[] value = pane == null ? null : panes.encode(market, facet, day, pane, currency);
      send(
          keys.pane(market, facet, day),
          value,
          context.currentSystemTimeMs(),
          TrendsTopology.PANES_OUT);
    }

    @Override
    public void strata(Market role, int day, List<MarketStrata> markets) {
      List<byte[]> parts = strata.write(markets);
      for (int part = 0; part < Math.max(1, parts.size()); part++) {
        send(
            keys.strata(role, day, part),
            parts.isEmpty() ? null : parts.get(part),
            context.currentSystemTimeMs(),
            TrendsTopology.STRATA_OUT);
      }
    }

    @Override
    public void revised(double relative) {
      meters.revisionSize(relative);
    }

    @Override
    public void missed(Market role, int day, int retractions) {
      for (int i = 0; i < retractions; i++) {
        meters.negativeCount();
      }
      LOG.error(
          "retracted what was never added, {} times: role {}, day {}",
          retractions,
          role.role(),
          day);
    }

    @Override
    public void gridEnd(int end, long finals, long suppressed, long corrections) {
      report.add(end, finals, suppressed, corrections);
    }

    @Override
    public void progress(int closedThrough, long watermark, boolean complete) {
      moved = true;
    }
  }

  private void send(byte[] key, byte[] value, long time, String child) {
    context.forward(new Record<>(key, value, time), child);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
