package io.salarysignals.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.metrics.Activity;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant LATER = START.plusSeconds(120);

  @Test
  void quietInputIsToldWithItsTime() {
    Instant last = START.plusSeconds(30);
    assertThat(Notices.of(Phase.RUNNING, 0, 0, activity(last, "closed"), START, LATER))
        .containsExactly("windows do not move: no input since " + last);
    assertThat(Notices.of(Phase.RUNNING, 0, 0, activity(null, "closed"), START, LATER))
        .containsExactly("windows do not move: no input since the start at " + START);
    assertThat(
            Notices.of(
                Phase.RUNNING, 0, 0, activity(LATER.minusSeconds(59), "closed"), START, LATER))
        .isEmpty();
  }

  @Test
  void everyPhaseSaysWhatIsGoingOn() {
    Activity idle = activity(LATER, "closed");
    assertThat(Notices.of(Phase.REBALANCING, 12, -1, idle, START, LATER))
        .containsExactly("restoring local state: 12 records to go");
    assertThat(Notices.of(Phase.REBALANCING, 0, -1, idle, START, LATER))
        .containsExactly("tasks are being handed out among the processes");
    assertThat(Notices.of(Phase.RUNNING, 0, 5, idle, START, LATER))
        .containsExactly("catching up: 5 records unread");
    assertThat(Notices.of(Phase.FAILED, 0, -1, idle, START, LATER))
        .containsExactly("stopped by a failure: see the log");
  }

  @Test
  void aPartitionThatHoldsBackFinalIsNamed() {
    assertThat(Notices.of(Phase.RUNNING, 0, 0, activity(LATER, "none"), START, LATER))
        .containsExactly(
            "no FINAL yet: salary-observations/3 has had no accepted record, so nobody knows how"
                + " far it is");
  }

  private static Activity activity(Instant lastInput, String watermark) {
    return new Activity(
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(Map.of("salary-observations/3", watermark)),
        null,
        new TreeMap<>(),
        null,
        lastInput,
        null);
  }
}
