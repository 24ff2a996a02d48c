package io.salarysignals.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class BrokerContactTest {
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final BrokerContact contact = new BrokerContact(now::get);

  @Test
  void theStartCountsAsContact() {
    now.addAndGet(7_000);

    assertThat(contact.ageSeconds(List.of(heartbeat(-1)))).isEqualTo(7);
  }

  @Test
  void theLatestConsumerCounts() {
    now.addAndGet(60_000);

    assertThat(contact.ageSeconds(List.of(heartbeat(40), heartbeat(3), heartbeat(-1))))
        .isEqualTo(3);
  }

  @Test
  void aReplacedConsumerDoesNotMakeItYoung() {
    now.addAndGet(60_000);
    contact.ageSeconds(List.of(heartbeat(10)));
    now.addAndGet(30_000);

    assertThat(contact.ageSeconds(List.of(heartbeat(-1)))).isEqualTo(40);
  }

  private static Metric heartbeat(double secondsAgo) {
    MetricName name =
        new MetricName("last-heartbeat-seconds-ago", "consumer-coordinator-metrics", "", Map.of());
    return new Metric() {
      @Override
      public MetricName metricName() {
        return name;
      }

      @Override
      public Object metricValue() {
        return secondsAgo;
      }
    };
  }
}
