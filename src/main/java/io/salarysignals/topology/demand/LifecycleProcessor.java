package io.salarysignals.topology.demand;

import static io.salarysignals.topology.parts.IntakeCounts.ACCEPTED;
import static io.salarysignals.topology.parts.IntakeCounts.DUPLICATE;
import static io.salarysignals.topology.parts.IntakeCounts.LIVE;
import static io.salarysignals.topology.parts.IntakeCounts.SUPERSEDED;

import io.salarysignals.domain.demand.Lifecycle;
import io.salarysignals.domain.demand.PostingEvent;
import io.salarysignals.domain.demand.PostingFact;
import io.salarysignals.domain.demand.PostingHistory;
import io.salarysignals.domain.demand.PostingIntake;
import io.salarysignals.domain.demand.PostingLife;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.domain.intake.Rejection;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.SourceWatermark;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.DemandCursorCodec;
import io.salarysignals.streams.codec.PostingHistoryCodec;
import io.salarysignals.streams.control.Control;
import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.UndecodableException;
import io.salarysignals.streams.store.CommitHook;
import io.salarysignals.streams.store.FxRateStore;
import io.salarysignals.topology.parts.BlockPartitioner;
import io.salarysignals.topology.parts.DeadLetterGuard;
import io.salarysignals.topology.parts.Dictionaries;
import io.salarysignals.topology.parts.IntakeCounts;
import io.salarysignals.topology.parts.IntakeFailures;
import io.salarysignals.topology.parts.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * LIFECYCLE: decode, validate, normalise, and make the posting's life anew from all that is known
 * of it. Every record becomes exactly one of accepted, duplicate, superseded, rejected or
 * dead-lettered; what it changes leaves as the life before and the life after, and its advertised
 * pay as contributions.
 */
final class LifecycleProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Bytes PROGRESS = Bytes.wrap("progress".getBytes(StandardCharsets.UTF_8));
  private static final int SWEEP = 2_000;

  private final DemandSettings settings;
  private final DemandTopics topics;
  private final Dictionaries dictionaries;
  private final EventCodecs codecs;
  private final PipelineMeters meters;
  private final Lifecycle lifecycle;
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  private ProcessorContext<byte[], byte[]> context;
  private PostingReader postings;
  private IntakeFailures failures;
  private KeyValueStore<Bytes, byte[]> histories;
  private KeyValueStore<Bytes, byte[]> meta;
  private StoredTexts texts;
  private IntakeCounts counts;
  private PostingIntake intake;
  private SourceWatermark watermark;
  private LifeOutbox outbox;
  private Outbox pay;
  private DeadLetterGuard guard;
  private long lastAppendTime;
  private long lastInputAt;
  private Bytes sweptTo;

  LifecycleProcessor(
      DemandSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters) {
    this.settings = settings;
    this.topics = new DemandTopics(settings.topicPrefix());
    this.dictionaries = dictionaries;
    this.codecs = codecs;
    this.meters = meters;
    this.lifecycle = new Lifecycle(settings.lifecycle());
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    postings = new PostingReader(topics.postings(), codecs);
    histories = context.getStateStore(Stores.POSTINGS);
    meta = context.getStateStore(Stores.INTAKE_META);
    texts = new StoredTexts(meta);
    FxRateStore rates = context.getStateStore(Stores.FX_RATES);
    int partition = context.taskId().partition();
    counts =
        new IntakeCounts(
            topics.postings(), partition, context.getStateStore(Stores.INTAKE_COUNTS), meters);
    failures =
        new IntakeFailures(topics.rejected(), settings.sinkMaxBytes(), context, codecs, counts);
    intake =
        new PostingIntake(
            settings.intake(),
            dictionaries.titles(),
            dictionaries.regions(),
            dictionaries.skills(),
            dictionaries.employers(),
            rates);
    byte[] stored = meta.get(PROGRESS);
    SourceProgress restored =
        stored == null
            ? SourceProgress.none()
            : DemandCursorCodec.readProgress(reader.over(stored));
    watermark = new SourceWatermark(settings.disorderMillis(), restored);
    outbox =
        new LifeOutbox(
            partition,
            settings.sourcePartitions(),
            settings.lifePartitions(),
            (target, block) ->
                context.forward(
                    new Record<>(BlockPartitioner.key(target), block, now()),
                    DemandTopology.LIVES));
    pay =
        new Outbox(
            partition,
            settings.sourcePartitions(),
            settings.contributionsPartitions(),
            (target, block) ->
                context.forward(
                    new Record<>(BlockPartitioner.key(target), block, now()),
                    DemandTopology.POSTED_PAY));
    guard = new DeadLetterGuard(settings.deadLetterMaxRatio(), settings.deadLetterMinCount());
    lastInputAt = now();
    CommitHook hook = context.getStateStore(Stores.LIFECYCLE_HOOK);
    hook.beforeCommit(context, this::beforeCommit);
    context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::everySecond);
  }

  private long now() {
    return context.currentSystemTimeMs();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    lastInputAt = now();
    lastAppendTime = record.timestamp();
    Control control = Control.of(record.headers(), record.value());
    if (control != null) {
      obey(control);
      return;
    }
    counts.came();
    if (record.value() != null && record.value().length > settings.recordMaxBytes()) {
      guard.record(false);
      failures.reject(record, null, tooLarge());
      return;
    }
    PostingEvent event;
    try {
      event = postings.read(record.value());
    } catch (UndecodableException e) {
      failures.deadLetter(record, e.code().name(), e);
      guard.record(true);
      return;
    }
    guard.record(false);
    admit(record, event);
  }

  private void obey(Control control) {
    if (control.isClose()) {
      watermark.close();
    } else {
      watermark.heartbeat(control.heartbeat());
    }
  }

  private void admit(Record<byte[], byte[]> record, PostingEvent event) {
    Rejection broken = intake.checkIdentity(event);
    if (broken == null) {
      broken = checkKey(record.key(), event.id());
    }
    if (broken != null) {
      failures.reject(record, event.eventAt(), broken);
      return;
    }
    Bytes id = Bytes.wrap(record.key());
    long key = postings.key(record.key());
    Lifecycle.Decision decision;
    try {
      PostingIntake.Result result =
          intake.admit(event, postings.digest(), record.timestamp(), watermark.forLateness());
      if (result.rejection() != null) {
        failures.reject(record, event.eventAt(), result.rejection());
        return;
      }
      byte[] stored = histories.get(id);
      PostingHistory known =
          stored == null ? null : PostingHistoryCodec.read(stored, texts, reader);
      decision = lifecycle.decide(key, known, result.fact());
      if (decision.rejection() == null) {
        report(result);
      }
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      // A bug must not stop the feed; nothing was changed yet.
      failures.deadLetter(record, "BUG", e);
      guard.record(true);
      return;
    }
    if (decision.rejection() != null) {
      failures.reject(record, event.eventAt(), decision.rejection());
      return;
    }
    watermark.observe(event.eventAt());
    take(id, decision, record.timestamp());
  }

  private void take(Bytes id, Lifecycle.Decision decision, long appendTime) {
    if (decision.next() != null) {
      histories.put(id, PostingHistoryCodec.write(decision.next(), texts, writer));
    }
    PostingLife before = decision.before();
    PostingLife after = decision.after();
    if (before != null && !before.equals(after)) {
      outbox.add(before, after, appendTime);
      changePay(before.pays(), after.pays(), appendTime);
      counts.add(LIVE, (after.counts() ? 1 : 0) - (before.counts() ? 1 : 0));
    }
    counts.add(
        switch (decision.outcome()) {
          case ACCEPTED -> ACCEPTED;
          case DUPLICATE -> DUPLICATE;
          case SUPERSEDED -> SUPERSEDED;
        },
        1);
  }

  /** Takes back the pay that is no longer advertised, and adds what newly is. */
  private void changePay(List<Contribution> before, List<Contribution> after, long appendTime) {
    List<Contribution> added = new ArrayList<>(after);
    for (Contribution contribution : before) {
      if (!added.remove(contribution)) {
        pay.add(-1, contribution, appendTime);
      }
    }
    for (Contribution contribution : added) {
      pay.add(1, contribution, appendTime);
    }
  }

  private void report(PostingIntake.Result result) {
    PostingFact fact = result.fact();
    if (result.payRejection() != null) {
      meters.payIgnored(result.payRejection().reason().name());
    }
    if (fact.attributes() == null) {
      return;
    }
    if ((fact.attributes().flags() & Flag.UNMAPPED_TITLE.bit()) != 0) {
      meters.unmappedTitle();
    }
    if ((fact.attributes().flags() & Flag.SKILLS_CUT.bit()) != 0) {
      meters.skillsCut();
    }
    int unknown = 0;
    for (String skill : fact.attributes().skills()) {
      unknown += dictionaries.skills().isKnownSkill(skill) ? 0 : 1;
    }
    if (unknown > 0) {
      meters.unknownSkills(unknown);
    }
  }

  private static Rejection checkKey(byte[] key, String id) {
    if (key != null && Arrays.equals(key, id.getBytes(StandardCharsets.UTF_8))) {
      return null;
    }
    return new Rejection(
        Reason.BAD_VALUE, "key", "the record key must be the postingId, or versions get apart");
  }

  private Rejection tooLarge() {
    return new Rejection(
        Reason.TOO_LARGE, null, "the value is larger than " + settings.recordMaxBytes() + " bytes");
  }

  private void beforeCommit() {
    outbox.flush(watermark.progress(), lastAppendTime);
    pay.flush(watermark.progress(), lastAppendTime);
    counts.save();
    writer.reset();
    DemandCursorCodec.writeProgress(watermark.progress(), writer);
    meta.put(PROGRESS, writer.toBytes());
  }

  private void everySecond(long time) {
    if (settings.idleMillis() > 0 && time - lastInputAt >= settings.idleMillis()) {
      watermark.idle(true);
    }
    meters.sourceWatermark(
        topics.postings(), context.taskId().partition(), watermark.progress().watermark());
    sweep();
  }

  /** Forgets some postings that were over before anything that may still come. */
  private void sweep() {
    long now = watermark.forLateness();
    if (settings.historyRetentionMillis() < 0 || now == SourceProgress.NONE) {
      return;
    }
    int oldest = Grid.dayOf(now - settings.historyRetentionMillis());
    int left = SWEEP;
    try (KeyValueIterator<Bytes, byte[]> some = histories.range(sweptTo, null)) {
      while (some.hasNext() && left-- > 0) {
        KeyValue<Bytes, byte[]> entry = some.next();
        sweptTo = entry.key;
        PostingHistory history = PostingHistoryCodec.read(entry.value, texts, reader);
        if (lifecycle.overBefore(history, oldest)) {
          histories.delete(entry.key);
          counts.add(LIVE, lifecycle.life(0, history).counts() ? -1 : 0);
        }
      }
      if (!some.hasNext()) {
        sweptTo = null;
      }
    }
  }
}
