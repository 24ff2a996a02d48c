package io.salarysignals.domain.simulate;

import java.util.PriorityQueue;

/**
 * Puts records that are made in event order into arrival order. Holds only what has not arrived
 * yet, so a long simulation needs memory for its late records alone.
 */
public final class ArrivalQueue<T> {
  private final PriorityQueue<Arrival<T>> waiting = new PriorityQueue<>();
  private long sequence;

  public void add(long at, T value) {
    waiting.add(new Arrival<>(at, sequence++, value));
  }

  /** The next record that arrives before {@code now}, or null. */
  public Arrival<T> pollBefore(long now) {
    Arrival<T> first = waiting.peek();
    return first != null && first.at() < now ? waiting.poll() : null;
  }

  /** The next record, whenever it arrives, or null when none is left. */
  public Arrival<T> poll() {
    return waiting.poll();
  }

  public int size() {
    return waiting.size();
  }
}
