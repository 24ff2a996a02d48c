package io.salarysignals.domain.simulate;

/**
 * A record and when it arrives.
 *
 * @param at simulated arrival time, epoch milliseconds; never before the event's own time
 * @param sequence order among records that arrive at the same instant
 */
public record Arrival<T>(long at, long sequence, T value) implements Comparable<Arrival<T>> {
  @Override
  public int compareTo(Arrival<T> other) {
    int byTime = Long.compare(at, other.at);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }
}
