package io.salarysignals.runtime.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Bounds how often stream threads are replaced, with pauses that grow while errors go on. */
final class ThreadRestarts {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final int limit;
  private final long spanNanos;
  private final LongSupplier nanoTime;
  private final LongConsumer pause;
  private final Deque<Long> recent = new ArrayDeque<>();
  private int total;

  ThreadRestarts(int limit, Duration span) {
    this(limit, span, System::nanoTime, LockSupport::parkNanos);
  }

  ThreadRestarts(int limit, Duration span, LongSupplier nanoTime, LongConsumer pause) {
    this.limit = limit;
    this.spanNanos = span.toNanos();
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /** Whether one more may be started; waits before it says yes. Called by the thread that ends. */
  boolean allow() {
    int already;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      while (!recent.isEmpty() && now - recent.peekFirst() > spanNanos) {
        recent.pollFirst();
      }
      already = recent.size();
      if (already >= limit) {
        return false;
      }
      recent.addLast(now);
      total++;
    }
    pause.accept(Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(already, 10)));
    return true;
  }

  /** How many were allowed since the start. */
  synchronized int total() {
    return total;
  }
}
