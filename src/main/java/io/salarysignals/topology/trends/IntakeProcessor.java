package io.salarysignals.topology.trends;

import static io.salarysignals.topology.parts.IntakeCounts.ACCEPTED;
import static io.salarysignals.topology.parts.IntakeCounts.DUPLICATE;
import static io.salarysignals.topology.parts.IntakeCounts.LIVE;
import static io.salarysignals.topology.parts.IntakeCounts.SUPERSEDED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.salarysignals.domain.identity.Identity;
import io.salarysignals.domain.identity.IdentityRule;
import io.salarysignals.domain.intake.EventType;
import io.salarysignals.domain.intake.Flag;
import io.salarysignals.domain.intake.Intake;
import io.salarysignals.domain.intake.Observation;
import io.salarysignals.domain.intake.Reason;
import io.salarysignals.domain.intake.Rejection;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.watermark.SourceProgress;
import io.salarysignals.domain.watermark.SourceWatermark;
import io.salarysignals.domain.window.Grid;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.CursorCodec;
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
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * INTAKE: decode, validate, normalise, identify. Every record becomes exactly one of accepted,
 * duplicate, superseded, rejected or dead-lettered; what it changes leaves as contributions.
 */
final class IntakeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Bytes PROGRESS = Bytes.wrap("progress".getBytes(UTF_8));

  private final TrendsSettings settings;
  private final TrendsTopics topics;
  private final Dictionaries dictionaries;
  private final EventCodecs codecs;
  private final PipelineMeters meters;
  private final ByteWriter writer = new ByteWriter();
  private final ByteReader reader = new ByteReader();

  /** How long what came in waits, where it is fresh, until it is handed over. */
  private static final Duration HAND_OVER = Duration.ofMillis(200);

  private static final long FRESH_MILLIS = 2_000;

  private ProcessorContext<byte[], byte[]> context;
  private ObservationReader observations;
  private IntakeFailures failures;
  private Identities identities;
  private KeyValueStore<Bytes, byte[]> meta;
  private IntakeCounts counts;
  private Intake intake;
  private SourceWatermark watermark;
  private Outbox outbox;
  private DeadLetterGuard guard;
  private long lastAppendTime;
  private int unknownSkills;
  private long lastInputAt;

  /** Whether something came in since the last look. */
  private boolean isHolding;

  IntakeProcessor(
      TrendsSettings settings,
      Dictionaries dictionaries,
      EventCodecs codecs,
      PipelineMeters meters) {
    this.settings = settings;
    this.topics = new TrendsTopics(settings.topicPrefix());
    this.dictionaries = dictionaries;
    this.codecs = codecs;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    observations = new ObservationReader(topics.observations(), codecs);
    identities =
        new Identities(
            context.getStateStore(Stores.IDENTITY_PAGES),
            context.getStateStore(Stores.IDENTITIES),
            settings.identitiesIndexed());
    meta = context.getStateStore(Stores.INTAKE_META);
    FxRateStore rates = context.getStateStore(Stores.FX_RATES);
    int partition = context.taskId().partition();
    counts =
        new IntakeCounts(
            topics.observations(), partition, context.getStateStore(Stores.INTAKE_COUNTS), meters);
    failures =
        new IntakeFailures(topics.rejected(), settings.sinkMaxBytes(), context, codecs, counts);
    intake =
        new Intake(
            settings.intake(),
            dictionaries.titles(),
            dictionaries.regions(),
            dictionaries.skills(),
            dictionaries.employers(),
            rates);
    byte[] stored = meta.get(PROGRESS);
    SourceProgress restored =
        stored == null ? SourceProgress.none() : CursorCodec.readProgress(reader.over(stored));
    watermark = new SourceWatermark(settings.disorderMillis(), restored);
    outbox =
        new Outbox(
            partition,
            settings.sourcePartitions(),
            settings.contributionsPartitions(),
            (target, block) ->
                context.forward(
                    new Record<>(BlockPartitioner.key(target), block, now()),
                    TrendsTopology.CONTRIBUTIONS));
    guard = new DeadLetterGuard(settings.deadLetterMaxRatio(), settings.deadLetterMinCount());
    lastInputAt = now();
    CommitHook hook = context.getStateStore(Stores.INTAKE_HOOK);
    hook.beforeCommit(context, this::beforeCommit);
    context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::everySecond);
    context.schedule(HAND_OVER, PunctuationType.WALL_CLOCK_TIME, this::handOver);
  }

  private long now() {
    return context.currentSystemTimeMs();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    lastInputAt = now();
    lastAppendTime = record.timestamp();
    isHolding = true;
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
    Observation observation;
    try {
      observation = observations.read(record.value());
    } catch (UndecodableException e) {
      failures.deadLetter(record, e.code().name(), e);
      guard.record(true);
      return;
    }
    guard.record(false);
    admit(record, observation);
  }

  private void obey(Control control) {
    if (control.isClose()) {
      watermark.close();
    } else {
      watermark.heartbeat(control.heartbeat());
    }
  }

  private void admit(Record<byte[], byte[]> record, Observation observation) {
    Rejection broken = intake.checkIdentity(observation);
    if (broken == null) {
      broken = checkKey(record.key(), observation.id());
    }
    if (broken != null) {
      failures.reject(record, observation.observedAt(), broken);
      return;
    }
    Identity candidate;
    try {
      candidate = candidate(record, observation);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      // A bug must not stop the feed; nothing was changed yet.
      failures.deadLetter(record, "BUG", e);
      guard.record(true);
      return;
    }
    if (candidate != null) {
      // The key is the id, as was checked.
      decide(record.key(), candidate, record);
    }
  }

  /** What the event says, or null after it was rejected. */
  private Identity candidate(Record<byte[], byte[]> record, Observation observation) {
    unknownSkills = 0;
    if (observation.eventType() == EventType.RETRACTED) {
      return retraction(observation.version(), record.timestamp());
    }
    Intake.Result result = intake.admit(observation, record.timestamp(), watermark.forLateness());
    if (result.rejection() != null) {
      failures.reject(record, observation.observedAt(), result.rejection());
      return null;
    }
    unknownSkills = result.unknownSkills();
    Identity identity = identity(observation, result.contribution());
    watermark.observe(observation.observedAt());
    return identity;
  }

  private Identity retraction(int version, long appendTime) {
    long time = watermark.forLateness();
    int day = Grid.dayOf(time == SourceProgress.NONE ? appendTime : Math.max(time, appendTime));
    return new Identity(version, EventType.RETRACTED, 0, 0, false, null, day);
  }

  private Identity identity(Observation o, Contribution contribution) {
    ContentDigest digest = observations.digest();
    return new Identity(
        o.version(),
        o.eventType(),
        digest.high(),
        digest.low(),
        false,
        contribution,
        contribution.day());
  }

  private void decide(byte[] id, Identity candidate, Record<byte[], byte[]> record) {
    IdentityRule.Decision decision = IdentityRule.decide(identities.get(id), candidate);
    if (decision.next() != null) {
      identities.put(decision.next());
    }
    if (decision.retract() != null) {
      outbox.add(-1, decision.retract(), record.timestamp());
      counts.add(LIVE, -1);
    }
    if (decision.add() != null) {
      outbox.add(1, decision.add(), record.timestamp());
      counts.add(LIVE, 1);
      report(decision.add());
    }
    counts.add(
        switch (decision.outcome()) {
          case ACCEPTED -> ACCEPTED;
          case DUPLICATE -> DUPLICATE;
          case SUPERSEDED -> SUPERSEDED;
        },
        1);
  }

  private void report(Contribution contribution) {
    if ((contribution.flags() & Flag.UNMAPPED_TITLE.bit()) != 0) {
      meters.unmappedTitle();
    }
    if (unknownSkills > 0) {
      meters.unknownSkills(unknownSkills);
    }
    if ((contribution.flags() & Flag.SKILLS_CUT.bit()) != 0) {
      meters.skillsCut();
    }
  }

  private static Rejection checkKey(byte[] key, String id) {
    if (key != null && (isAscii(key, id) || Arrays.equals(key, id.getBytes(UTF_8)))) {
      return null;
    }
    return new Rejection(
        Reason.BAD_VALUE, "key", "the record key must be the observationId, or versions get apart");
  }

  /** Whether they are the same and ASCII: without making bytes of the id, as nearly all are. */
  private static boolean isAscii(byte[] key, String id) {
    boolean same = key.length == id.length();
    for (int i = 0; same && i < key.length; i++) {
      same = key[i] >= 0 && key[i] == id.charAt(i);
    }
    return same;
  }

  private Rejection tooLarge() {
    return new Rejection(
        Reason.TOO_LARGE, null, "the value is larger than " + settings.recordMaxBytes() + " bytes");
  }

  private void beforeCommit() {
    outbox.flush(watermark.progress(), lastAppendTime);
    counts.save();
    identities.save();
    writer.reset();
    CursorCodec.writeProgress(watermark.progress(), writer);
    meta.put(PROGRESS, writer.toBytes());
  }

  /**
   * What was observed just now goes on at once: readers see what is committed only. Of a backlog
   * nobody waits for the single record, and larger transactions are cheaper.
   */
  private void handOver(long time) {
    if (isHolding && time - lastAppendTime <= FRESH_MILLIS) {
      context.commit();
    }
    isHolding = false;
  }

  private void everySecond(long time) {
    if (settings.idleMillis() > 0 && time - lastInputAt >= settings.idleMillis()) {
      watermark.idle(true);
    }
    meters.sourceWatermark(
        topics.observations(), context.taskId().partition(), watermark.progress().watermark());
    sweep();
  }

  /** Forgets identities that are older than anything that may still come. */
  private void sweep() {
    long now = watermark.forLateness();
    boolean kept = settings.identityRetentionMillis() < 0 || now == SourceProgress.NONE;
    identities.sweep(
        kept ? Integer.MIN_VALUE : Grid.dayOf(now - settings.identityRetentionMillis()));
  }
}
