package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.Episode;
import io.salarysignals.domain.repricing.Look;
import io.salarysignals.domain.repricing.Resolution;
import io.salarysignals.domain.repricing.Verdict;
import io.salarysignals.event.AlertState;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
  private final String topic;

  /** By the end of a look, the episodes that have it. */
  private final Map<Integer, Set<String>> byLook = new HashMap<>();

  private final ConfirmedAlerts confirmed = new ConfirmedAlerts();

  private final Set<Integer> complete = new HashSet<>();
  private final Set<String> dirty = new LinkedHashSet<>();
  private int settled = Messages.NOTHING_SETTLED;

  private ProcessorContext<byte[], byte[]> context;
  private RecordEncoder<RepricingAlert> encoder;
  private RecordDecoder<RepricingAlert> decoder;
  private KeyValueStore<Bytes, byte[]> episodes;
  private Thresholds thresholds;
  private KeyValueStore<Bytes, byte[]> told;
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
    this.topic = settings.topicPrefix() + Topics.REPRICING_ALERTS.name();
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    encoder = codecs.encoder(RepricingAlert.class);
    decoder = codecs.decoder(RepricingAlert.class);
    episodes = context.getStateStore(Stores.EPISODES);
    thresholds = new Thresholds(context.getStateStore(Stores.THRESHOLDS));
    told = context.getStateStore(Stores.TOLD);
    meta = context.getStateStore(Stores.ALERTS_META);
    byte[] stored = meta.get(SETTLED);
    settled = stored == null ? settled : new ByteReader().over(stored).readInt();
    try (KeyValueIterator<Bytes, byte[]> entries = episodes.all()) {
      while (entries.hasNext()) {
        Messages.Finding finding = finding(entries.next().value);
        index(key(finding.market(), finding.name()), finding.episode());
        remember(finding, Resolution.of(finding.episode(), this::bound).verdict());
      }
    }
    everyTold(
        alert ->
            meters.here(
                alert.getAlertId(),
                market(alert),
                alert.getDirection().name(),
                alert.getState().name(),
                !alert.getHistorical()));
  }

  @Override
  public void close() {
    everyTold(
        alert ->
            meters.gone(
                alert.getAlertId(),
                market(alert),
                alert.getDirection().name(),
                alert.getState().name(),
                !alert.getHistorical()));
  }

  private void everyTold(Consumer<RepricingAlert> visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = told.all()) {
      while (entries.hasNext()) {
        visitor.accept(new ToldAlert(entries.next().value).alert(decoder, topic));
      }
    }
  }

  private static String market(RepricingAlert alert) {
    return alert.getRole() + '|' + alert.getRegion() + '|' + alert.getBasis();
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
    while (!dirty.isEmpty()) {
      String next = dirty.iterator().next();
      dirty.remove(next);
      resolve(next);
    }
    if (complete.size() == 2) {
      completion.of(context.taskId().partition());
    }
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
    if (remember(finding, resolution.verdict())) {
      dirty.addAll(confirmed.relatives(finding));
    }
    boolean stands = resolution.verdict() == Verdict.CONFIRMED_STRUCTURAL;
    double rate = resolution.look() == null ? 0 : thresholds.rate(resolution.look().end());
    RepricingAlert alert =
        AlertRecords.content(
            settings,
            finding,
            resolution,
            rate,
            stands ? confirmed.children(finding) : List.of(),
            stands ? confirmed.parent(finding) : null);
    tell(alert, finding.market());
  }

  /** Keeps the index of confirmed alerts; whether that changed it. */
  private boolean remember(Messages.Finding finding, Verdict verdict) {
    return confirmed.put(
        finding, key(finding.market(), finding.name()), verdict == Verdict.CONFIRMED_STRUCTURAL);
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
    if (remember(finding, Verdict.RETRACTED)) {
      dirty.addAll(confirmed.relatives(finding));
    }
    byte[] last = told.get(Stores.text(AlertRecords.id(finding)));
    if (last != null) {
      RepricingAlert alert = new ToldAlert(last).alert(decoder, topic);
      alert.setHistorical(false);
      alert.setState(AlertState.RETRACTED);
      alert.setStatus(Status.RETRACTION);
      tell(alert, market);
    }
  }

  /** Tells an alert, unless that is what was told last. What is kept is its content alone. */
  private void tell(RepricingAlert alert, String market) {
    Bytes key = Stores.text(alert.getAlertId());
    byte[] content = encoder.encode(topic, alert);
    byte[] bytes = told.get(key);
    long now = context.currentSystemTimeMs();
    boolean historical = now - alert.getWindowEnd().toEpochMilli() > settings.maxAgeMillis();
    long revision = 1;
    String was = "";
    if (bytes != null) {
      ToldAlert last = new ToldAlert(bytes);
      if (last.hasContent(content)) {
        return;
      }
      revision = last.revision() + 1;
      RepricingAlert before = last.alert(decoder, topic);
      was = before.getState().name();
      if (before.getState() == alert.getState() || alert.getState() == AlertState.RETRACTED) {
        // What was live when its state began stays so, and so is its taking back.
        historical = last.isHistorical();
      }
      if (alert.getStatus() == Status.FINAL
          && before.getStatus() != Status.PROVISIONAL
          && before.getVerdict() != alert.getVerdict()) {
        alert.setStatus(Status.CORRECTION);
      }
    }
    told.put(key, ToldAlert.bytes(revision, historical, content));
    alert.setEmittedAt(Instant.ofEpochMilli(now));
    alert.setRevision(revision);
    alert.setHistorical(historical);
    context.forward(
        new Record<>(
            alert.getAlertId().getBytes(StandardCharsets.UTF_8),
            encoder.encode(topic, alert),
            now));
    String is = alert.getState().name();
    meters.alert(alert.getAlertId(), market, alert.getDirection().name(), was, is, !historical);
    if (!historical && is.equals("CONFIRMED_STRUCTURAL") && !was.equals(is)) {
      long delay = alert.getEvidenceEnd().toEpochMilli() - alert.getOnset().toEpochMilli();
      meters.detectionDelay((int) (delay / io.salarysignals.domain.window.Grid.DAY_MILLIS));
    }
  }
}
