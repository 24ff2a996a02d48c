package io.salarysignals.runtime.bench;

import io.salarysignals.domain.intake.NormalisedTitle;
import io.salarysignals.domain.intake.title.TaxonomyTitleNormaliser;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Observations that are followed to the event that counts them. Each has a market that nothing else
 * enters and that is publishable already, so the first event of the shortest horizon with one more
 * observation is its own. A market is probed again at a random time after its last event, or each
 * probe would meet the emission interval at its beginning.
 */
final class Probes {
  private static final int MARKETS = 48;

  /** Enough for the publication gate under its defaults, each from an employer of its own. */
  private static final int SEEDS = 40;

  private static final int SHORTEST_DAYS = 7;

  private final LoadRecords records;
  private final Consumer<ProducerRecord<byte[], byte[]>> send;
  private final RecordDecoder<MarketTrend> decoder;
  private final String trends;
  private final Random random;
  private final long meanPauseNanos;
  private final Map<String, Probe> byRole = new HashMap<>();
  private final List<Double> seconds = new ArrayList<>();
  private boolean measuring;
  private int sent;

  private static final class Probe {
    private final String title;
    private int told;
    private int produced;
    private long dueNanos = Long.MAX_VALUE;
    private long sentNanos;
    private boolean counts;

    Probe(String title) {
      this.title = title;
    }
  }

  /**
   * @param send takes records for the observations topic
   * @param meanPauseNanos mean time from an event to the next probe of its market
   */
  Probes(
      Settings settings,
      EventCodecs codecs,
      LoadRecords records,
      Consumer<ProducerRecord<byte[], byte[]>> send,
      long seed,
      long meanPauseNanos) {
    this.records = records;
    this.send = send;
    this.decoder = codecs.decoder(MarketTrend.class);
    this.trends = settings.topic(Topics.MARKET_TRENDS.name());
    this.random = new Random(seed);
    this.meanPauseNanos = meanPauseNanos;
    TaxonomyTitleNormaliser titles = TaxonomyTitleNormaliser.shipped();
    for (int i = 0; i < MARKETS; i++) {
      String title = "Quuxling Probe" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
      NormalisedTitle normal = titles.normalise(title);
      byRole.put(normal.role(), new Probe(title));
    }
    if (byRole.size() != MARKETS) {
      throw new IllegalStateException("the probes' titles are not different roles");
    }
  }

  /** Produces what makes the markets publishable, observed at {@code now}, epoch ms. */
  void seed(long now) {
    for (Probe probe : byRole.values()) {
      for (int i = 0; i < SEEDS; i++) {
        produce(probe, now);
      }
    }
  }

  /** Lets probes that are due leave, observed at {@code now}. */
  void tick(long now) {
    long nanos = System.nanoTime();
    for (Probe probe : byRole.values()) {
      if (nanos >= probe.dueNanos) {
        probe.dueNanos = Long.MAX_VALUE;
        probe.counts = measuring;
        probe.sentNanos = System.nanoTime();
        produce(probe, now);
      }
    }
  }

  private void produce(Probe probe, long now) {
    String employer = "Probe Employer " + probe.produced % SEEDS;
    double amount = 90_000 + 1_000 * (probe.produced % SEEDS);
    probe.produced++;
    sent++;
    send.accept(records.of("probe-" + sent, probe.title, employer, amount, now));
  }

  /** From now on what is sent is measured. */
  void measure() {
    measuring = true;
  }

  /** Records produced so far, seeds included. */
  int sent() {
    return sent;
  }

  /** Takes a committed event. */
  void see(ConsumerRecord<byte[], byte[]> event) {
    String key = new String(event.key(), StandardCharsets.UTF_8);
    Probe probe = byRole.get(key.substring(0, Math.max(0, key.indexOf('|'))));
    if (probe == null || event.value() == null) {
      return;
    }
    MarketTrend trend = decoder.decode(trends, event.value());
    boolean own =
        trend.getHorizonDays() == SHORTEST_DAYS
            && trend.getFacet().equals("all")
            && trend.getRegion().equals("US")
            && !trend.getSuppressed();
    long n = trend.getN() == null ? 0 : (long) trend.getN();
    if (own && n >= probe.produced && n > probe.told) {
      long nanos = System.nanoTime();
      if (probe.counts) {
        seconds.add((nanos - probe.sentNanos) / 1e9);
        probe.counts = false;
      }
      probe.told = (int) n;
      probe.dueNanos = nanos + (long) (random.nextDouble() * 2 * meanPauseNanos);
    }
  }

  /** Whether each market has told all that was produced for it. */
  boolean quiet() {
    return byRole.values().stream().allMatch(probe -> probe.told == probe.produced);
  }

  /** What was measured, and what of it was never told: that waits since {@code sent}. */
  double[] seconds() {
    long now = System.nanoTime();
    List<Double> all = new ArrayList<>(seconds);
    for (Probe probe : byRole.values()) {
      if (probe.counts) {
        all.add((now - probe.sentNanos) / 1e9);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
