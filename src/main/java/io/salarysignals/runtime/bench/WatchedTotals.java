package io.salarysignals.runtime.bench;

import io.salarysignals.domain.market.Facet;
import io.salarysignals.domain.market.Market;
import io.salarysignals.event.MarketPane;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.topology.repricing.RepricingTopology;
import io.salarysignals.topology.repricing.WatchedDays;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The days that repricing watches, added up: those of roles in countries and sub-divisions.
 *
 * @param markets role, region and basis
 * @param days days of markets that have observations
 * @param observations in all of them: one of a sub-division is in its country's, too
 * @param inCountries observations of countries alone: each observation there is counts once
 */
record WatchedTotals(long markets, long days, long observations, long inCountries) {
  /** What the panes say that were told last. */
  static WatchedTotals ofPanes(Settings settings, EventCodecs codecs) {
    RecordDecoder<MarketPane> decoder = codecs.decoder(MarketPane.class);
    String topic = settings.topic(Topics.MARKET_PANES.name());
    Map<String, Map<String, Long>> last = new HashMap<>();
    new TopicReader(settings.kafka().consumer())
        .read(
            topic,
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              String[] parts = key.split("\\|", -1);
              if (parts.length == 5
                  && parts[3].equals(Facet.ALL)
                  && !parts[1].equals(Market.WORLD)
                  && !parts[0].startsWith(Market.FAMILY_PREFIX)) {
                byte[] value = record.value();
                long n = value == null ? 0 : (long) decoder.decode(topic, value).getN();
                String market = parts[0] + '|' + parts[1] + '|' + parts[2];
                last.computeIfAbsent(market, m -> new HashMap<>()).put(parts[4], n);
              }
            });
    return of(last);
  }

  /** What the job keeps, by the changelog of its days. */
  static WatchedTotals ofState(Settings settings) {
    String changelog =
        settings.applicationId(RepricingTopology.NAME) + '-' + WatchedDays.STORE + "-changelog";
    Map<String, Map<String, Long>> last = new HashMap<>();
    new TopicReader(settings.kafka().consumer())
        .read(
            changelog,
            record -> {
              // What a later value of a key leaves out has gone.
              Map<String, Long> entry = new HashMap<>();
              WatchedDays.read(
                  record.key(), record.value(), (market, day, n) -> entry.put(market, n));
              last.put(new String(record.key(), StandardCharsets.ISO_8859_1), entry);
            });
    Map<String, Map<String, Long>> byMarket = new HashMap<>();
    last.forEach(
        (key, entry) ->
            entry.forEach(
                (market, n) -> byMarket.computeIfAbsent(market, m -> new HashMap<>()).put(key, n)));
    return of(byMarket);
  }

  private static WatchedTotals of(Map<String, Map<String, Long>> byMarket) {
    Set<String> markets = new HashSet<>();
    long[] sums = new long[3];
    byMarket.forEach(
        (market, days) ->
            days.forEach(
                (day, n) -> {
                  if (n > 0) {
                    markets.add(market);
                    sums[0]++;
                    sums[1] += n;
                    sums[2] += market.split("\\|", -1)[1].indexOf('-') < 0 ? n : 0;
                  }
                }));
    return new WatchedTotals(markets.size(), sums[0], sums[1], sums[2]);
  }

  /**
   * Holds what the job keeps against what the panes say and the generator made.
   *
   * @throws IllegalStateException where anything differs
   */
  static void check(WatchedTotals state, WatchedTotals panes, long live) {
    List<String> wrong = new ArrayList<>();
    Expected.check("markets watched", panes.markets, state.markets, wrong);
    Expected.check("days of markets", panes.days, state.days, wrong);
    Expected.check("observations watched", panes.observations, state.observations, wrong);
    Expected.check("observations in countries", live, state.inCountries, wrong);
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "THE TOTALS ARE WRONG, so the figures mean nothing: " + String.join("; ", wrong));
    }
  }
}
