package io.salarysignals.domain.simulate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Several feeds as one, in order of arrival; what arrives at once comes in the feeds' order. */
public final class InOrderOfArrival implements Iterator<Arrival<? extends SimulatedEvent>> {
  private final List<? extends Iterator<? extends Arrival<? extends SimulatedEvent>>> feeds;
  private final List<Arrival<? extends SimulatedEvent>> heads = new ArrayList<>();

  public InOrderOfArrival(
      List<? extends Iterator<? extends Arrival<? extends SimulatedEvent>>> feeds) {
    this.feeds = List.copyOf(feeds);
    for (Iterator<? extends Arrival<? extends SimulatedEvent>> feed : this.feeds) {
      heads.add(feed.hasNext() ? feed.next() : null);
    }
  }

  @Override
  public boolean hasNext() {
    return first() >= 0;
  }

  @Override
  public Arrival<? extends SimulatedEvent> next() {
    int first = first();
    if (first < 0) {
      throw new NoSuchElementException();
    }
    Iterator<? extends Arrival<? extends SimulatedEvent>> feed = feeds.get(first);
    return heads.set(first, feed.hasNext() ? feed.next() : null);
  }

  private int first() {
    int first = -1;
    for (int i = 0; i < heads.size(); i++) {
      Arrival<? extends SimulatedEvent> head = heads.get(i);
      if (head != null && (first < 0 || head.at() < heads.get(first).at())) {
        first = i;
      }
    }
    return first;
  }
}
