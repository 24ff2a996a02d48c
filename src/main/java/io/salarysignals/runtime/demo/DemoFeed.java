package io.salarysignals.runtime.demo;

import io.salarysignals.domain.simulate.Arrival;
import io.salarysignals.domain.simulate.LivePostings;
import io.salarysignals.domain.simulate.LiveSimulator;
import io.salarysignals.domain.simulate.SimulatedEvent;
import io.salarysignals.domain.simulate.SimulatedObservation;
import io.salarysignals.domain.simulate.SimulatedRate;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Streams the simulated market in: what has arrived up to now as fast as it goes, then the present
 * as it comes. A restart sends what came in the meantime, and nothing twice.
 */
final class DemoFeed implements AutoCloseable {
  private static final long STEP_MILLIS = 100;

  private final DemoSender sender;
  private final DemoWorld world;
  private final boolean live;
  private final Clock clock;
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "simulated-market");
  private final Deque<SimulatedRate> rates = new ArrayDeque<>();
  private final long begun;
  private volatile long sent;
  private volatile long toLoad = -1;
  private volatile boolean loaded;

  DemoFeed(Settings settings, EventCodecs codecs, DemoWorld world, boolean live, Clock clock) {
    this.sender = new DemoSender(settings, codecs);
    this.world = world;
    this.live = live;
    this.clock = clock;
    this.begun = clock.millis();
    thread.setDaemon(true);
    world.rates().stream()
        .sorted(Comparator.comparingLong(SimulatedRate::effectiveAt))
        .forEach(rates::add);
  }

  /** Loads the rates in force so far; they come before what needs them. */
  void loadRates() {
    sendRates(begun);
    sender.flush();
  }

  void start() {
    thread.start();
  }

  /** Records sent since the start. */
  long sent() {
    return sent;
  }

  /** Records of the past to be sent at this start, or -1 while they are being counted. */
  long toLoad() {
    return toLoad;
  }

  /** Whether all of the past is sent and written. */
  boolean loaded() {
    return loaded;
  }

  /** Completes exceptionally when the feed has failed. */
  CompletableFuture<Void> failure() {
    return failure;
  }

  private void run() {
    try {
      long missing = 0;
      for (Iterator<Arrival<? extends SimulatedEvent>> past = world.history(); past.hasNext(); ) {
        Arrival<? extends SimulatedEvent> next = past.next();
        if (next.at() > begun) {
          break;
        }
        missing += sender.isThere(next.value(), next.at()) ? 0 : 1;
      }
      toLoad = missing;
      feed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.completeExceptionally(e);
    }
  }

  private void feed() throws InterruptedException {
    Iterator<Arrival<? extends SimulatedEvent>> slow = world.history();
    Arrival<? extends SimulatedEvent> next = send(slow, null, begun);
    sender.flush();
    loaded = true;
    if (!live) {
      return;
    }
    LiveSimulator present = world.present();
    LivePostings flapping = world.flapping();
    long tick = present.tick(begun) + 1;
    long turn = flapping.tick(begun) + 1;
    while (!stop.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = clock.millis();
      sendRates(now);
      next = send(slow, next, now);
      for (; present.instant(tick) <= now; tick++) {
        for (SimulatedObservation record : present.at(tick)) {
          send(record, present.instant(tick));
        }
      }
      for (; flapping.instant(turn) <= now; turn++) {
        send(flapping.at(turn), flapping.instant(turn));
      }
    }
  }

  /** Sends what arrives up to {@code until}; returns the first that comes later. */
  private Arrival<? extends SimulatedEvent> send(
      Iterator<Arrival<? extends SimulatedEvent>> feed,
      Arrival<? extends SimulatedEvent> first,
      long until) {
    Arrival<? extends SimulatedEvent> next = first == null ? feed.next() : first;
    while (next.at() <= until && stop.getCount() > 0) {
      if (!sender.isThere(next.value(), next.at())) {
        send(next.value(), next.at());
      }
      next = feed.next();
    }
    return next;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void send(SimulatedEvent record, long at) {
    sender.send(record, at);
    sent++;
  }

  private void sendRates(long until) {
    while (!rates.isEmpty() && rates.peek().effectiveAt() <= until) {
      sender.send(rates.poll(), until);
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    sender.close();
  }
}
