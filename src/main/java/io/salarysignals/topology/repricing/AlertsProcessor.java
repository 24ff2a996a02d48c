package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.domain.repricing.Resolution;
import io.salarysignals.domain.repricing.RollUp;
import io.salarysignals.domain.repricing.Verdict;
import io.salarysignals.event.AlertState;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.EventCodecs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * ALERTS: puts what the markets found and the thresholds of the days together, and tells each alert
 * whenever what it says has changed. All regions of a role are here, so that sub-divisions are told
 * with their country.
 */
final class AlertsProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Bytes SETTLED = Stores.text("settled");

  private final RepricingSettings settings;
  private final EventCodecs codecs;
  private final RepricingMeters meters;
  private final Completion completion;

  /** By the end of a look, the episodes that have it. */
  private final Map<Integer, Set<String>> byLook = new HashMap<>();

  private final ConfirmedAlerts confirmed = new ConfirmedAlerts();
  private final RollUps rollUps = new RollUps(confirmed);

  private final Set<Integer> complete = new HashSet<>();
  private final Set<String> dirty = new LinkedHashSet<>();

  /** Countries of which something changed that roll-ups rest on. */
  private final Set<String> dirtyCountries = new LinkedHashSet<>();

  private int settled = Messages.NOTHING_SETTLED;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> episodes;
  private Thresholds thresholds;
  private AlertTeller teller;
  private KeyValueStore<Bytes, byte[]> watched;
  private KeyValueStore<Bytes, byte[]> meta;

  AlertsProcessor(
      RepricingSettings settings,
      EventCodecs codecs,
      RepricingMeters meters,
      Completion completion) {
    this.settings = settings;
    this.codecs = codecs;
    this.meters = meters;
    this.completion = completion;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    episodes = context.getStateStore(Stores.EPISODES);
    thresholds = new Thresholds(context.getStateStore(Stores.THRESHOLDS));
    teller = new AlertTeller(settings, codecs, meters, context);
    watched = context.getStateStore(Stores.WATCHED);
    meta = context.getStateStore(Stores.ALERTS_META);
    byte[] stored = meta.get(SETTLED);
    settled = stored == null ? settled : new ByteReader().over(stored).readInt();
    try (KeyValueIterator<Bytes, byte[]> entries = episodes.all()) {
      while (entries.hasNext()) {
        Messages.Finding finding = finding(entries.next().value);
        index(key(finding.market(), finding.name()), finding.episode());
        remember(finding, Resolution.of(finding.episode(), this::bound));
      }
    }
    try (KeyValueIterator<Bytes, byte[]> entries = watched.all()) {
      entries.forEachRemaining(entry -> confirmed.watched(Stores.text(entry.key), true));
    }
    confirmed.countries().forEach(rollUps::update);
    dirtyCountries.clear();
    teller.everyTold(
        alert -> {
          if (isRollUp(alert)) {
            rollUps.told(AlertTeller.market(alert), alert.getAlertId(), isStanding(alert));
          }
        });
    teller.here();
  }

  private static boolean isRollUp(RepricingAlert alert) {
    return alert.getFlags().contains(RollUpRecords.FLAG);
  }

  private static boolean isStanding(RepricingAlert alert) {
    return alert.getState() != AlertState.RETRACTED;
  }

  @Override
  public void close() {
    teller.gone();
  }

  private static Messages.Finding finding(byte[] bytes) {
    return Messages.finding(new ByteReader().over(bytes));
  }

  private static String key(String market, String name) {
    return market + '|' + name;
  }

  private void index(String key, Episode episode) {
    for (Look look : episode.looks()) {
      byLook.computeIfAbsent(look.end(), end -> new LinkedHashSet<>()).add(key);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Messages.read(
        record.value(),
        new Messages.Receiver() {
          @Override
          public void found(Messages.Finding finding) {
            take(finding);
          }

          @Override
          public void gone(String market, String name) {
            retract(market, name);
          }

          @Override
          public void watched(String market, boolean isWatched) {
            watch(market, isWatched);
          }

          @Override
          public void threshold(int end, double threshold, double rate) {
            thresholds.put(end, threshold, rate);
            dirty.addAll(byLook.getOrDefault(end, Set.of()));
          }

          @Override
          public void settled(int day) {
            advance(day);
          }

          @Override
          public void complete(int from) {
            complete.add(from);
          }
        });
    while (!dirty.isEmpty() || !dirtyCountries.isEmpty()) {
      if (dirty.isEmpty()) {
        rollUp(next(dirtyCountries));
      } else {
        resolve(next(dirty));
      }
    }
    if (complete.size() == 2) {
      completion.of(context.taskId().partition());
    }
  }

  private static String next(Set<String> waiting) {
    String next = waiting.iterator().next();
    waiting.remove(next);
    return next;
  }

  private void watch(String market, boolean isWatched) {
    if (ConfirmedAlerts.isSubdivision(market)) {
      confirmed.watched(market, isWatched);
      watched.put(Stores.text(market), isWatched ? new byte[0] : null);
      dirtyCountries.add(ConfirmedAlerts.countryOf(market));
    }
  }

  /** Tells a country's roll-ups after its alerts, and takes back those that no longer follow. */
  private void rollUp(String country) {
    dirty.addAll(rollUps.update(country));
    rollUps
        .of(country)
        .forEach(
            (id, rollUp) -> {
              rollUps.told(country, id, true);
              teller.tell(content(country, rollUp), country);
            });
    for (String id : rollUps.gone(country)) {
      rollUps.told(country, id, false);
      teller.takeBack(id, country);
    }
  }

  private RepricingAlert content(String country, RollUp rollUp) {
    List<RepricingAlert> children = new ArrayList<>();
    List<Look> looks = new ArrayList<>();
    boolean hidesN = false;
    for (RollUp.Child child : rollUp.children()) {
      String name = Episode.name(child.direction(), child.onset());
      Messages.Finding finding = finding(episodes.get(Stores.text(key(child.market(), name))));
      Resolution resolution = Resolution.of(finding.episode(), this::bound);
      children.add(content(finding, resolution, List.of(), null));
      looks.add(finding.episode().lastLook());
      hidesN |= finding.holdsProtected();
    }
    RepricingAlert alert =
        RollUpRecords.content(country, rollUp, children, confirmed.watchedIn(country));
    RollUpRecords.figures(alert, looks, hidesN);
    return alert;
  }

  private RepricingAlert content(
      Messages.Finding finding, Resolution resolution, List<String> children, String parent) {
    double rate = resolution.look() == null ? 0 : thresholds.rate(resolution.look().end());
    return AlertRecords.content(settings, finding, resolution, rate, children, parent);
  }

  private void take(Messages.Finding finding) {
    String key = key(finding.market(), finding.name());
    ByteWriter out = new ByteWriter();
    Messages.finding(out, finding);
    episodes.put(Stores.text(key), out.toBytes());
    index(key, finding.episode());
    dirty.add(key);
  }

  private void advance(int day) {
    for (Map.Entry<Integer, Set<String>> entry : byLook.entrySet()) {
      if (entry.getKey() > settled && entry.getKey() <= day) {
        dirty.addAll(entry.getValue());
      }
    }
    settled = Math.max(settled, day);
    ByteWriter out = new ByteWriter();
    out.writeLong(settled);
    meta.put(SETTLED, out.toBytes());
  }

  private double bound(int end) {
    return end <= settled ? thresholds.p(end) : Resolution.UNKNOWN;
  }

  private void resolve(String key) {
    byte[] bytes = episodes.get(Stores.text(key));
    if (bytes == null) {
      return;
    }
    Messages.Finding finding = finding(bytes);
    Resolution resolution = Resolution.of(finding.episode(), this::bound);
    if (remember(finding, resolution)) {
      dirty.addAll(confirmed.relatives(finding));
    }
    RepricingAlert alert =
        wasConfirmed(resolution)
            ? content(finding, resolution, confirmed.children(finding), parent(finding))
            : content(finding, resolution, List.of(), null);
    teller.tell(alert, finding.market());
  }

  private static boolean wasConfirmed(Resolution resolution) {
    return resolution.reached() == Verdict.CONFIRMED_STRUCTURAL;
  }

  /** The alert that one of a sub-division is told with, or null: its country's, or a roll-up. */
  private String parent(Messages.Finding finding) {
    String parent = confirmed.parent(finding);
    return parent == null ? rollUps.parent(AlertRecords.id(finding)) : parent;
  }

  /** Keeps the index of confirmed alerts; whether that changed it. */
  private boolean remember(Messages.Finding finding, Resolution resolution) {
    boolean isConfirmed = resolution != null && wasConfirmed(resolution);
    boolean changed = confirmed.put(finding, key(finding.market(), finding.name()), isConfirmed);
    if (changed || isConfirmed) {
      // What a roll-up says of size follows its children, too.
      dirtyCountries.add(ConfirmedAlerts.countryOf(finding.market()));
    }
    return changed;
  }

  private void retract(String market, String name) {
    Bytes key = Stores.text(key(market, name));
    byte[] bytes = episodes.get(key);
    if (bytes == null) {
      return;
    }
    Messages.Finding finding = finding(bytes);
    episodes.delete(key);
    byLook.values().forEach(keys -> keys.remove(key(market, name)));
    if (remember(finding, null)) {
      dirty.addAll(confirmed.relatives(finding));
    }
    teller.takeBack(AlertRecords.id(finding), market);
  }
}
