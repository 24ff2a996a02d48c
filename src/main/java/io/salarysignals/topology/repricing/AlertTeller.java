package io.salarysignals.topology.repricing;

import io.salarysignals.event.AlertState;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tells alerts where they say something else than before, and counts them. */
final class AlertTeller {
  private final RepricingSettings settings;
  private final RepricingMeters meters;
  private final ProcessorContext<byte[], byte[]> context;
  private final RecordEncoder<RepricingAlert> encoder;
  private final RecordDecoder<RepricingAlert> decoder;
  private final KeyValueStore<Bytes, byte[]> told;
  private final String topic;

  AlertTeller(
      RepricingSettings settings,
      EventCodecs codecs,
      RepricingMeters meters,
      ProcessorContext<byte[], byte[]> context) {
    this.settings = settings;
    this.meters = meters;
    this.context = context;
    this.encoder = codecs.encoder(RepricingAlert.class);
    this.decoder = codecs.decoder(RepricingAlert.class);
    this.told = context.getStateStore(Stores.TOLD);
    this.topic = settings.topicPrefix() + Topics.REPRICING_ALERTS.name();
  }

  /** The alerts that were told before are in the care of this process. */
  void here() {
    everyTold(
        alert ->
            meters.here(
                alert.getAlertId(),
                market(alert),
                alert.getDirection().name(),
                alert.getState().name(),
                counts(alert, alert.getHistorical())));
  }

  /** They no longer are. */
  void gone() {
    everyTold(
        alert ->
            meters.gone(
                alert.getAlertId(),
                market(alert),
                alert.getDirection().name(),
                alert.getState().name(),
                counts(alert, alert.getHistorical())));
  }

  void everyTold(Consumer<RepricingAlert> visitor) {
    try (KeyValueIterator<Bytes, byte[]> entries = told.all()) {
      while (entries.hasNext()) {
        visitor.accept(new ToldAlert(entries.next().value).alert(decoder, topic));
      }
    }
  }

  /** Whose alert it is: role|region|basis. */
  static String market(RepricingAlert alert) {
    return alert.getRole() + '|' + alert.getRegion() + '|' + alert.getBasis();
  }

  /** Whether an alert is news of its own: one that has a parent is told by that. */
  private static boolean counts(RepricingAlert alert, boolean historical) {
    return !historical && alert.getParent() == null;
  }

  /** Takes back an alert that was told. */
  void takeBack(String alertId, String market) {
    byte[] last = told.get(Stores.text(alertId));
    if (last != null) {
      RepricingAlert alert = new ToldAlert(last).alert(decoder, topic);
      alert.setHistorical(false);
      alert.setState(AlertState.RETRACTED);
      alert.setStatus(Status.RETRACTION);
      tell(alert, market);
    }
  }

  /** Tells an alert, unless that is what was told last. What is kept is its content alone. */
  void tell(RepricingAlert alert, String market) {
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
    boolean counts = counts(alert, historical);
    meters.alert(alert.getAlertId(), market, alert.getDirection().name(), was, is, counts);
    if (counts && is.equals("CONFIRMED_STRUCTURAL") && !was.equals(is)) {
      long delay = alert.getEvidenceEnd().toEpochMilli() - alert.getOnset().toEpochMilli();
      meters.detectionDelay((int) (delay / io.salarysignals.domain.window.Grid.DAY_MILLIS));
    }
  }
}
