package io.salarysignals.runtime.audit;

import io.salarysignals.event.Decomposition;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks repricing-alerts: the parts of each decomposition add up to its total, to the last digit
 * that is published, and the revisions of an alert rise from event to event (compaction may have
 * removed some).
 */
public final class AlertAudit {
  private static final int MOST_TOLD = 10;

  private AlertAudit() {}

  /** Reads repricing-alerts to its end and checks it. */
  public static Finding run(Settings settings, EventCodecs codecs) {
    String topic = settings.topic(Topics.REPRICING_ALERTS.name());
    RecordDecoder<RepricingAlert> decoder = codecs.decoder(RepricingAlert.class);
    Finding.Collector found = new Finding.Collector(MOST_TOLD);
    Map<String, Long> revisions = new HashMap<>();
    long[] parts = new long[1];
    new TopicReader(settings.kafka().consumer())
        .read(
            topic,
            record -> {
              if (record.value() == null) {
                return;
              }
              String key = new String(record.key(), StandardCharsets.UTF_8);
              RepricingAlert alert = decoder.decode(topic, record.value());
              Long before = revisions.put(key, alert.getRevision());
              if (before != null && alert.getRevision() <= before) {
                found.problem(
                    "repricing-alerts %s: revision %d follows %d"
                        .formatted(key, alert.getRevision(), before));
              }
              if (alert.getDecomposition() != null) {
                parts[0]++;
                if (!addsUp(alert.getDecomposition())) {
                  found.problem(
                      "repricing-alerts %s: the parts of the change do not add up: %s"
                          .formatted(key, alert.getDecomposition()));
                }
              }
            });
    return found.finding(
        "%,d repricing alerts; the %,d decompositions in their events add up"
            .formatted(revisions.size(), parts[0]));
  }

  private static boolean addsUp(Decomposition d) {
    BigDecimal sum =
        BigDecimal.valueOf(d.getLikeForLike())
            .add(BigDecimal.valueOf(d.getMix()))
            .add(BigDecimal.valueOf(d.getEntry()))
            .add(BigDecimal.valueOf(d.getExit()));
    return sum.compareTo(BigDecimal.valueOf(d.getTotal())) == 0;
  }
}
