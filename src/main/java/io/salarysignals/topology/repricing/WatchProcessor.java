package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.codec.StrataMarker;
import io.salarysignals.streams.store.CommitHook;
import io.salarysignals.topology.parts.BlockPartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * WATCH: keeps the strata of each role's days and, once days have settled, folds them in. What a
 * market found goes to its ALERTS task, its p-values to the barrier. A day that changes after it
 * was folded in is folded again, with all that follow.
 */
final class WatchProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long BUDGET_NANOS = 1_500_000_000L;

  /**
   * While days keep coming in, folding waits up to so long: a market is then folded over many days,
   * or after several late ones, at once, and its baseline fitted once for all of them.
   */
  private static final long PATIENCE_MILLIS = 10_000;

  private final RepricingSettings settings;
  private final ByteReader reader = new ByteReader();
  private final Map<Integer, Integer> closedThrough = new HashMap<>();
  private final Map<Integer, Boolean> completed = new HashMap<>();

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> days;
  private DueMarkets due;
  private RoleHistory history;
  private KeyValueStore<Bytes, byte[]> meta;
  private WatchedMarkets markets;
  private int partition;
  private int told = Messages.NOTHING_SETTLED;
  private boolean toldComplete;

  /** Whether records came since the last tick. */
  private boolean busy;

  /** When everything was last folded in. */
  private long foldedAt = Long.MIN_VALUE;

  WatchProcessor(RepricingSettings settings) {
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    partition = context.taskId().partition();
    days = context.getStateStore(Stores.DAYS);
    due = new DueMarkets(context.getStateStore(Stores.DUE));
    history = new RoleHistory(days);
    CommitHook hook = context.getStateStore(Stores.WATCH_HOOK);
    hook.beforeCommit(context, due::save);
    meta = context.getStateStore(Stores.WATCH_META);
    markets =
        new WatchedMarkets(
            settings.rules(),
            context.getStateStore(Stores.STATES),
            context.getStateStore(Stores.CHECKPOINTS),
            due,
            history);
    try (KeyValueIterator<Bytes, byte[]> entries = meta.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        int task = Stores.dayAtStart(entry.key);
        reader.over(entry.value);
        closedThrough.put(task, reader.readInt());
        completed.put(task, reader.readByte() != 0);
      }
    }
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    busy = true;
    if (record.key()[0] == StrataMarker.KEY) {
      marker(new String(record.key(), StandardCharsets.UTF_8), record.value());
      return;
    }
    String[] parts = new String(record.key(), StandardCharsets.UTF_8).split("\\|", -1);
    String role = parts[0] + '|' + parts[1];
    int day = (int) LocalDate.parse(parts[2]).toEpochDay();
    int part = Integer.parseInt(parts[3]);
    Bytes at = Stores.textDay(role, day, part);
    byte[] known = days.get(at);
    if (Arrays.equals(record.value(), known)) {
      return;
    }
    StoredDay before = known == null ? null : new StoredDay(known, reader);
    StoredDay now = record.value() == null ? null : new StoredDay(record.value(), reader);
    days.put(at, record.value());
    changed(role, day, before, now);
    if (part == 0 && before != null) {
      dropParts(role, day, now == null ? 1 : now.parts(), before.parts());
    }
  }

  /** Notes which markets of a part differ. */
  private void changed(String role, int day, StoredDay before, StoredDay now) {
    if (now != null) {
      for (StoredDay.Place place : now.places()) {
        if (before == null || !place.sameAs(before.find(place.region()))) {
          markets.describe(role, day, place);
          markets.changed(role, place.region(), day);
        }
      }
    }
    if (before != null && !(now == null && isExpired(day))) {
      for (StoredDay.Place place : before.places()) {
        if (now == null || now.find(place.region()) == null) {
          markets.changed(role, place.region(), day);
        }
      }
    }
  }

  /** The parts of a day beyond those that it has now. */
  private void dropParts(String role, int day, int from, int to) {
    for (int part = from; part < to; part++) {
      Bytes at = Stores.textDay(role, day, part);
      byte[] known = days.get(at);
      if (known != null) {
        days.delete(at);
        changed(role, day, new StoredDay(known, reader), null);
      }
    }
  }

  private boolean isExpired(int day) {
    return settings.retentionDays() >= 0 && day < settled() - settings.retentionDays();
  }

  private void marker(String key, byte[] value) {
    if (value == null) {
      return;
    }
    StrataMarker marker = StrataMarker.of(value);
    int task = Integer.parseInt(key.substring(key.indexOf('|') + 1));
    int through = marker.closedThrough();
    boolean complete = marker.complete();
    closedThrough.put(task, through);
    completed.put(task, complete);
    ByteWriter out = new ByteWriter();
    out.writeLong(through);
    out.writeByte(complete ? 1 : 0);
    meta.put(Stores.day(task), out.toBytes());
  }

  /** The day up to which, exclusive, every pane task has told its panes. */
  private int settled() {
    return closedThrough.size() < settings.panesTasks()
        ? Messages.NOTHING_SETTLED
        : closedThrough.values().stream().mapToInt(v -> v).min().orElse(Messages.NOTHING_SETTLED);
  }

  private void tick(long now) {
    foldedAt = foldedAt == Long.MIN_VALUE ? now : foldedAt;
    boolean waits = busy && now - foldedAt < PATIENCE_MILLIS;
    busy = false;
    int settled = settled();
    if (waits || settled == Messages.NOTHING_SETTLED) {
      return;
    }
    long start = System.nanoTime();
    ByteWriter findings = new ByteWriter();
    ByteWriter pValues = new ByteWriter();
    boolean done = foldDue(settled, start + BUDGET_NANOS, findings, pValues);
    history.release();
    if (done) {
      foldedAt = now;
    }
    boolean complete =
        done && completed.size() == settings.panesTasks() && !completed.containsValue(false);
    if (done && (settled != told || complete != toldComplete)) {
      Messages.progress(pValues, partition, settled, complete);
      if (complete) {
        Messages.complete(findings, Messages.FROM_WATCH);
      }
      told = settled;
      toldComplete = complete;
    }
    send(findings, partition, RepricingTopology.FINDINGS);
    send(pValues, 0, RepricingTopology.P_VALUES);
  }

  /** Folds the markets that are due, until {@code deadline}; whether all were. */
  private boolean foldDue(int settled, long deadline, ByteWriter findings, ByteWriter pValues) {
    for (String role : due.roles(settled)) {
      history.role(role);
      for (DueMarkets.Due market : due.markets(role, settled)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        fold(role, market, settled, findings, pValues);
      }
    }
    return true;
  }

  private void fold(
      String role, DueMarkets.Due due, int settled, ByteWriter findings, ByteWriter pValues) {
    String market = WatchedMarkets.market(role, due.region());
    WatchedMarkets.Folded folded = markets.fold(role, due.region(), due.day(), settled);
    if (folded.watchedBefore() != folded.watchedAfter()) {
      Messages.watched(findings, market, folded.watchedAfter());
    }
    Map<String, Episode> before = byName(folded.before());
    Map<String, Episode> after = byName(folded.after());
    Map<Integer, Double> looksBefore = looks(folded.before());
    Map<Integer, Double> looksAfter = looks(folded.after());
    looksBefore.keySet().stream()
        .filter(end -> !looksAfter.containsKey(end))
        .forEach(end -> Messages.pValue(pValues, end, market, Double.NaN));
    looksAfter.forEach(
        (end, p) -> {
          if (!p.equals(looksBefore.get(end))) {
            Messages.pValue(pValues, end, market, p);
          }
        });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> Messages.gone(findings, market, name));
    after.forEach(
        (name, episode) -> {
          Episode known = before.get(name);
          if (known == null || !Arrays.equals(Numbers.bytes(known), Numbers.bytes(episode))) {
            Messages.found(
                findings, market, folded.currency(), folded.holdsProtected(), name, episode);
          }
        });
  }

  private static Map<String, Episode> byName(List<Episode> episodes) {
    Map<String, Episode> named = new java.util.LinkedHashMap<>();
    episodes.forEach(episode -> named.put(episode.name(), episode));
    return named;
  }

  private static Map<Integer, Double> looks(List<Episode> episodes) {
    Map<Integer, Double> looks = new java.util.TreeMap<>();
    for (Episode episode : episodes) {
      for (Look look : episode.looks()) {
        looks.put(look.end(), look.pValue());
      }
    }
    return looks;
  }

  private void send(ByteWriter message, int to, String child) {
    if (message.size() > 0) {
      context.forward(
          new Record<>(BlockPartitioner.key(to), message.toBytes(), context.currentSystemTimeMs()),
          child);
    }
  }
}
