package io.salarysignals.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadRestartsTest {
  private final AtomicLong now = new AtomicLong();
  private final List<Long> pauses = new ArrayList<>();
  private final ThreadRestarts restarts =
      new ThreadRestarts(3, Duration.ofHours(1), now::get, pauses::add);

  @Test
  void areBoundedWithinTheSpanAndWaitLongerEachTime() {
    assertThat(restarts.allow()).isTrue();
    assertThat(restarts.allow()).isTrue();
    assertThat(restarts.allow()).isTrue();
    assertThat(restarts.allow()).isFalse();

    assertThat(pauses).containsExactly(500_000_000L, 1_000_000_000L, 2_000_000_000L);
    assertThat(restarts.total()).isEqualTo(3);
  }

  @Test
  void oldErrorsAreForgotten() {
    for (int i = 0; i < 3; i++) {
      assertThat(restarts.allow()).isTrue();
    }

    now.set(Duration.ofMinutes(61).toNanos());

    assertThat(restarts.allow()).isTrue();
    assertThat(pauses.get(3)).isEqualTo(500_000_000L);
  }
}
