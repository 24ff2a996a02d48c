package io.salarysignals.runtime.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;

/**
 * Records and bytes that the producers of this JVM have sent, by topic: Kafka makes it a reporter
 * of each producer. What has been cleaned away or purged on the broker since is counted, too.
 */
public final class SentMeters implements MetricsReporter {
  private static final String GROUP = "producer-topic-metrics";
  private static final List<KafkaMetric> SEEN = new CopyOnWriteArrayList<>();

  /**
   * What was sent to one topic.
   *
   * @param records records, without markers of transactions; one that was sent again counts once
   * @param bytes compressed, of all attempts
   */
  record Sent(long records, long bytes) {
    Sent plus(Sent other) {
      return new Sent(records + other.records, bytes + other.bytes);
    }
  }

  /** Everything sent so far, also by producers that are closed. */
  static Map<String, Sent> totals() {
    Map<String, Sent> totals = new TreeMap<>();
    for (KafkaMetric metric : SEEN) {
      long value = ((Number) metric.metricValue()).longValue();
      Sent sent =
          switch (metric.metricName().name()) {
            case "byte-total" -> new Sent(0, value);
            case "record-retry-total" -> new Sent(-value, 0);
            default -> new Sent(value, 0);
          };
      totals.merge(metric.metricName().tags().get("topic"), sent, Sent::plus);
    }
    return totals;
  }

  @Override
  public void init(List<KafkaMetric> metrics) {
    metrics.forEach(this::metricChange);
  }

  @Override
  public void metricChange(KafkaMetric metric) {
    String name = metric.metricName().name();
    if (metric.metricName().group().equals(GROUP)
        && (name.equals("byte-total")
            || name.equals("record-send-total")
            || name.equals("record-retry-total"))) {
      SEEN.add(metric);
    }
  }

  @Override
  public void metricRemoval(KafkaMetric metric) {
    // Kept: a closed producer has sent what it has sent.
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // Has no settings.
  }

  @Override
  public void close() {
    // Kept, see above.
  }
}
