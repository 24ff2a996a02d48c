package io.salarysignals.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RowAllowanceTest {
  @Test
  void what_fits_together_is_looked_at_together() {
    RowAllowance allowance = new RowAllowance(100);
    assertThat(allowance.take(60)).isTrue();
    assertThat(allowance.take(41)).isFalse();
    assertThat(allowance.take(40)).isTrue();
    assertThat(allowance.take(1)).isFalse();
    allowance.give(60);
    assertThat(allowance.take(60)).isTrue();
  }

  @Test
  void what_never_fits_is_looked_at_alone() {
    RowAllowance allowance = new RowAllowance(100);
    assertThat(allowance.take(1_000)).isTrue();
    assertThat(allowance.take(1)).isFalse();
    allowance.give(1_000);
    assertThat(allowance.take(1)).isTrue();
    assertThat(allowance.take(1_000)).isFalse();
  }

  @Test
  void threads_never_have_more_together() throws InterruptedException {
    // Given two threads that take what one of them alone may have, or half of it
    RowAllowance allowance = new RowAllowance(100);
    AtomicLong together = new AtomicLong();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger tooMany = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    Runnable work =
        () -> {
          both.countDown();
          for (int i = 0; i < 20_000; i++) {
            long rows = i % 2 == 0 ? 50 : 150;
            if (allowance.take(rows)) {
              taken.incrementAndGet();
              if (together.addAndGet(rows) > 150) {
                tooMany.incrementAndGet();
              }
              together.addAndGet(-rows);
              allowance.give(rows);
            }
          }
        };
    // When they do so at once
    Thread other = new Thread(work);
    other.start();
    work.run();
    other.join();
    // Then they had never more than the greater of the two
    assertThat(tooMany.get()).isZero();
    assertThat(taken.get()).isGreaterThanOrEqualTo(20_000);
    assertThat(allowance.take(1_000)).isTrue();
  }
}
