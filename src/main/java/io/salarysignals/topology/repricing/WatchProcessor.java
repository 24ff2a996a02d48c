package io.salarysignals.topology.repricing;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.domain.pane.Contribution;
import io.salarysignals.domain.pane.Strata;
import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.event.MarketPane;
import io.salarysignals.event.Stratum;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.topology.parts.BlockPartitioner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
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
 * WATCH: keeps the strata of each market's days and, once days have settled, folds them in. What a
 * market found goes to its ALERTS task, its p-values to the barrier. A day that changes after it
 * was folded in is folded again, with all that follow.
 */
final class WatchProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long BUDGET_NANOS = 1_500_000_000L;
  private static final String COMPLETE = "COMPLETE";
  private static final byte[] ALL = ('|' + Facet.ALL).getBytes(StandardCharsets.UTF_8);

  private final RepricingSettings settings;
  private final EventCodecs codecs;
  private final ByteReader reader = new ByteReader();
  private final Map<Integer, Integer> closedThrough = new HashMap<>();
  private final Map<Integer, Boolean> completed = new HashMap<>();

  private ProcessorContext<byte[], byte[]> context;
  private RecordDecoder<MarketPane> decoder;
  private KeyValueStore<Bytes, byte[]> days;
  private KeyValueStore<Bytes, byte[]> due;
  private KeyValueStore<Bytes, byte[]> meta;
  private WatchedMarkets markets;
  private int partition;
  private int told = Messages.NOTHING_SETTLED;
  private boolean toldComplete;

  WatchProcessor(RepricingSettings settings, EventCodecs codecs) {
    this.settings = settings;
    this.codecs = codecs;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    partition = context.taskId().partition();
    decoder = codecs.decoder(MarketPane.class);
    days = context.getStateStore(Stores.DAYS);
    due = context.getStateStore(Stores.DUE);
    meta = context.getStateStore(Stores.WATCH_META);
    markets =
        new WatchedMarkets(
            settings.rules(),
            days,
            context.getStateStore(Stores.STATES),
            context.getStateStore(Stores.CHECKPOINTS),
            due);
    try (KeyValueIterator<Bytes, byte[]> entries = meta.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        int task = Stores.dayAtStart(entry.key);
        reader.over(entry.value);
        closedThrough.put(task, reader.readInt());
        completed.put(task, reader.readByte() != 0);
      }
    }
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (!isWatched(record.key())) {
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (key.charAt(0) == '#') {
      marker(key, record.value());
      return;
    }
    String[] parts = key.split("\\|", -1);
    if (parts.length != 5
        || !parts[3].equals(Facet.ALL)
        || parts[1].equals(Market.WORLD)
        || parts[0].startsWith(Market.FAMILY_PREFIX)) {
      return;
    }
    String market = parts[0] + '|' + parts[1] + '|' + parts[2];
    int day = (int) LocalDate.parse(parts[4]).toEpochDay();
    MarketPane pane =
        record.value() == null ? null : decoder.decode(Messages.PANES, record.value());
    boolean empty = pane == null || pane.getStrata().isEmpty();
    Bytes at = Stores.textDay(market, day);
    byte[] strata = empty ? null : Numbers.bytes(strata(pane));
    if (Arrays.equals(strata, days.get(at))) {
      return;
    }
    if (empty) {
      days.delete(at);
      if (isExpired(day)) {
        return;
      }
    } else {
      days.put(at, strata);
      markets.describe(market, pane.getMoney().getCurrency(), isProtected(pane));
    }
    markets.changed(market, day);
  }

  /** Whether it may be of a market that is watched, or a marker: most panes are neither. */
  static boolean isWatched(byte[] key) {
    if (key[0] == '#') {
      return true;
    }
    int bar = key.length - 1;
    while (bar > 0 && key[bar] != '|') {
      bar--;
    }
    return bar >= ALL.length && Arrays.equals(key, bar - ALL.length, bar, ALL, 0, ALL.length);
  }

  private boolean isExpired(int day) {
    return settings.retentionDays() >= 0 && day < settled() - settings.retentionDays();
  }

  private static boolean isProtected(MarketPane pane) {
    for (Stratum stratum : pane.getStrata()) {
      int employer = io.salarysignals.domain.pane.Stratum.employer(stratum.getKey());
      if (employer != io.salarysignals.domain.pane.Stratum.ANONYMOUS
          && employer >= Contribution.PROTECTED) {
        return true;
      }
    }
    return false;
  }

  private static Strata strata(MarketPane pane) {
    Strata.Collector collector = new Strata.Collector();
    for (Stratum stratum : pane.getStrata()) {
      collector.add(stratum.getKey(), (int) stratum.getCount(), stratum.getLogSum());
    }
    return collector.toStrata();
  }

  private void marker(String key, byte[] value) {
    if (value == null) {
      return;
    }
    MarketPane marker = decoder.decode(Messages.PANES, value);
    int task = Integer.parseInt(key.substring(key.indexOf('|') + 1));
    int through = (int) marker.getDay().toEpochDay();
    boolean complete = marker.getFlags().containsKey(COMPLETE);
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

  private void tick() {
    int settled = settled();
    if (settled == Messages.NOTHING_SETTLED) {
      return;
    }
    long start = System.nanoTime();
    ByteWriter findings = new ByteWriter();
    ByteWriter pValues = new ByteWriter();
    boolean done = true;
    for (Bytes key : dueBefore(settled)) {
      if (System.nanoTime() - start > BUDGET_NANOS) {
        done = false;
        break;
      }
      if (due.get(key) != null) {
        fold(Stores.textAfterDay(key), Stores.dayAtStart(key), settled, findings, pValues);
        due.delete(key);
      }
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

  private List<Bytes> dueBefore(int settled) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        due.range(Stores.day(Integer.MIN_VALUE), Stores.day(settled))) {
      while (entries.hasNext()) {
        Bytes key = entries.next().key;
        if (Stores.dayAtStart(key) < settled) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private void fold(String market, int day, int settled, ByteWriter findings, ByteWriter pValues) {
    WatchedMarkets.Folded folded = markets.fold(market, day, settled);
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
