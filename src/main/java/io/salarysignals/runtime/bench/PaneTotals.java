package io.salarysignals.runtime.bench;

import io.salarysignals.domain.market.Market;
import io.salarysignals.event.MarketPane;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Adds up the panes that were told, to hold them against the generator. */
final class PaneTotals {
  private static final String WORLD = "|" + Market.WORLD + "|";
  private static final String ALL = "|all|";

  private PaneTotals() {}

  /** Observations in the last panes of all roles in the world, facet all: each counts once. */
  static long observations(Settings settings, EventCodecs codecs) {
    RecordDecoder<MarketPane> decoder = codecs.decoder(MarketPane.class);
    String topic = settings.topic(Topics.MARKET_PANES.name());
    Map<String, Long> last = new HashMap<>();
    new TopicReader(settings.kafka().consumer())
        .read(
            topic,
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              if (key.contains(WORLD)
                  && key.contains(ALL)
                  && !key.startsWith(Market.FAMILY_PREFIX)) {
                byte[] value = record.value();
                last.put(key, value == null ? 0 : (long) decoder.decode(topic, value).getN());
              }
            });
    return last.values().stream().mapToLong(Long::longValue).sum();
  }
}
