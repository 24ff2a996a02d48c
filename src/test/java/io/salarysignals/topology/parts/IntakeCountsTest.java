package io.salarysignals.topology.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.streams.metrics.PipelineMeters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Records without an outcome, or with two, are reported; all others are not. */
class IntakeCountsTest {
  private final AtomicLong unaccounted = new AtomicLong();
  private final IntakeCounts counts =
      new IntakeCounts(
          "t",
          0,
          fake(
              KeyValueStore.class,
              (p, method, a) -> method.getName().equals("all") ? none() : null),
          fake(
              PipelineMeters.class,
              (p, method, a) -> {
                if (method.getName().equals("unaccounted")) {
                  unaccounted.addAndGet((long) a[1]);
                }
                return null;
              }));

  @SuppressWarnings("unchecked")
  private static <T> T fake(Class<?> type, InvocationHandler handler) {
    return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static KeyValueIterator<Bytes, byte[]> none() {
    return fake(
        KeyValueIterator.class,
        (p, method, a) -> method.getName().equals("hasNext") ? false : null);
  }

  private void record(String... outcomes) {
    counts.came();
    for (String outcome : outcomes) {
      counts.add(outcome, 1);
    }
  }

  @Test
  void oneOutcomeEachIsFine() {
    record(IntakeCounts.ACCEPTED);
    counts.add(IntakeCounts.LIVE, 1);
    record(IntakeCounts.DUPLICATE);
    counts.came();
    counts.add(IntakeCounts.REJECTED, "TOO_LATE");
    counts.save();
    record(IntakeCounts.ACCEPTED);
    counts.save();

    assertThat(unaccounted).hasValue(0);
  }

  @Test
  void aRecordWithoutAnOutcomeShows() {
    record(IntakeCounts.ACCEPTED);
    record();
    counts.save();

    assertThat(unaccounted).hasValue(1);
    // and only once
    counts.save();
    assertThat(unaccounted).hasValue(1);
  }

  @Test
  void twoOutcomesShow() {
    record(IntakeCounts.ACCEPTED, IntakeCounts.SUPERSEDED);
    counts.save();

    assertThat(unaccounted).hasValue(1);
  }
}
