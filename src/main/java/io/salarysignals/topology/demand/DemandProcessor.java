package io.salarysignals.topology.demand;

import io.salarysignals.domain.demand.DemandEngine;
import io.salarysignals.domain.demand.DemandEvent;
import io.salarysignals.domain.demand.DemandMarket;
import io.salarysignals.domain.demand.DemandSink;
import io.salarysignals.domain.demand.PaneDemandEngine;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.window.Horizon;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.DemandBlock;
import io.salarysignals.streams.codec.ProgressReport;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.store.CommitHook;
import io.salarysignals.topology.parts.BlockPartitioner;
import io.salarysignals.topology.parts.Dictionaries;
import io.salarysignals.topology.parts.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * DEMAND: panes, windows and signals of the roles of one partition: the engine with Kafka around
 * it. The clock decides here when to tell, never what.
 */
final class DemandProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** Longest time one visit may tell things before it lets records through again. */
  private static final long BUDGET_MILLIS = 500;

  /** Counting what is held visits every market. */
  private static final long HELD_MILLIS = 2_000;

  /** For the schema id of the events that are written without a record. */
  private static final DemandEvent SAMPLE =
      new DemandEvent(
          new DemandMarket("sample", Market.WORLD),
          Facet.ALL,
          new Horizon(7, 1),
          0,
          DemandEvent.Status.RETRACTION,
          1,
          0,
          0,
          null,
          null,
          SourceProgress.NONE);

  private final DemandSettings settings;
  private final DemandTopics topics;
  private final Dictionaries dictionaries;
  private final EventCodecs codecs;
  private final PipelineMeters meters;
  private final Pace pace;
  private final ByteReader reader = new ByteReader();
  private final ProgressReport report = new ProgressReport();

  private ProcessorContext<byte[], byte[]> context;
  private DemandEncoder encoder;
  private DemandEngine engine;
  private int partition;
  private long nextHeld;

  DemandProcessor(
      DemandSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters) {
    this.settings = settings;
    this.topics = new DemandTopics(settings.topicPrefix());
    this.dictionaries = dictionaries;
    this.codecs = codecs;
    this.meters = meters;
    this.pace = new Pace(settings.emitMillis());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    partition = context.taskId().partition();
    encoder =
        new DemandEncoder(
            codecs
                .encoder(DemandSignal.class)
                .encode(topics.signals(), DemandRecords.signal(SAMPLE, "USD", Instant.EPOCH)));
    StoredDemandState state =
        new StoredDemandState(
            settings.demand().grid().horizons().size(),
            context.getStateStore(Stores.DEMAND_DAYS),
            context.getStateStore(Stores.LATE_CHANGES),
            context.getStateStore(Stores.DEMAND_LINES),
            context.getStateStore(Stores.VACANCIES),
            context.getStateStore(Stores.REGION_STOCKS),
            context.getStateStore(Stores.DEMAND_META));
    engine =
        new PaneDemandEngine(settings.demand(), settings.sourcePartitions(), state, new Sink());
    CommitHook hook = context.getStateStore(Stores.DEMAND_HOOK);
    hook.beforeCommit(context, engine::save);
    long tick = Math.max(10, Math.min(settings.emitMillis(), 100));
    context.schedule(Duration.ofMillis(tick), PunctuationType.WALL_CLOCK_TIME, this::tell);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    DemandBlock.read(record.value(), reader, receiver);
  }

  private final DemandBlock.Receiver receiver =
      new DemandBlock.Receiver() {
        @Override
        public void change(String role, PostingLife before, PostingLife after) {
          engine.change(role, before, after);
          pace.entry(context.currentSystemTimeMs());
        }

        @Override
        public void total(String region, int day, int net) {
          engine.total(region, day, net);
        }

        @Override
        public void progress(int source, int sources, SourceProgress progress, long appendTime) {
          engine.progress(source, sources, progress);
          pace.appended(appendTime);
        }
      };

  private void tell(long now) {
    long start = System.nanoTime();
    BooleanSupplier stop = () -> System.nanoTime() - start > BUDGET_MILLIS * 1_000_000;
    boolean closed = engine.watermark() == SourceProgress.CLOSED;
    pace.tick();
    if (engine.hasCorrections() && (closed || pace.isTimeToCorrect(now))) {
      engine.correct(stop);
      pace.corrected(now, (System.nanoTime() - start) / 1_000_000);
    }
    boolean done = true;
    int waiting = engine.endsToClose();
    if (closed || engine.isClosing() || pace.isRound(now, waiting)) {
      pace.roundBegan(now);
      done = engine.close(stop);
      if (done) {
        pace.roundEnded(now + (System.nanoTime() - start) / 1_000_000);
      }
    }
    if (done && pace.isTimeForProvisional(now)) {
      engine.tellProvisional(stop);
      pace.toldProvisional(now);
    }
    sendReport();
    meters.paneProgress(partition, engine.watermark(), engine.closedThrough());
    if (now >= nextHeld) {
      meters.held(partition, engine.markets(), engine.heldPanes());
      nextHeld = now + HELD_MILLIS;
    }
  }

  private void sendReport() {
    if (!report.isEmpty()) {
      byte[] bytes = report.take(partition, settings.lifePartitions());
      context.forward(
          new Record<>(BlockPartitioner.key(0), bytes, context.currentSystemTimeMs()),
          DemandTopology.PROGRESS_REPORTS);
    }
  }

  /** Sends what the engine tells to its topics. */
  private final class Sink implements DemandSink {
    @Override
    public void signal(DemandEvent event) {
      long now = context.currentSystemTimeMs();
      String region = event.market().region();
      String currency =
          region.equals(Market.WORLD)
              ? "USD"
              : dictionaries.regions().currencyOf(region.substring(0, 2));
      byte[] key = encoder.key(event);
      send(key, encoder.encode(event, currency, now), now);
      if (event.status() == DemandEvent.Status.RETRACTION) {
        send(key, null, now);
      }
      meters.emitted(topics.signals(), event.status().name(), event.suppressed() ? "MIN_N" : "");
      if (event.status() == DemandEvent.Status.PROVISIONAL) {
        meters.emitLag(now - pace.lastAppendTime());
      }
    }

    @Override
    public void gridEnd(int end, long finals, long suppressed, long corrections) {
      report.add(end, finals, suppressed, corrections);
    }

    @Override
    public void progress(int closedThrough, long watermark, boolean complete) {
      report.progress(closedThrough, watermark, complete);
    }
  }

  private void send(byte[] key, byte[] value, long time) {
    context.forward(new Record<>(key, value, time), DemandTopology.SIGNALS);
  }
}
