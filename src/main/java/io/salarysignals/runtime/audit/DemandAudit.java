package io.salarysignals.runtime.audit;

import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Proves the stock identity from the topic: in every event that stands, {@code open = openBefore +
 * opened - closed - expired + corrections}; and what a settled window of a cell ends with is what
 * the settled windows that meet it there, of any length, end or begin with. Where windows follow
 * one another day by day, this is {@code open(t) = open(t-1) + opened - closed - expired +
 * corrections} for every day.
 */
public final class DemandAudit {
  private static final int MOST_TOLD = 10;

  private record Stock(String cell, long start, long end, boolean settled, Balance balance) {}

  private record Balance(long before, long open, long net) {
    boolean holds() {
      return open == before + net;
    }
  }

  private DemandAudit() {}

  /** Reads demand-signals to its end and checks it. */
  public static Finding run(Settings settings, EventCodecs codecs) {
    String topic = settings.topic(Topics.DEMAND_SIGNALS.name());
    RecordDecoder<DemandSignal> decoder = codecs.decoder(DemandSignal.class);
    Map<String, Stock> standing = new HashMap<>();
    new TopicReader(settings.kafka().consumer())
        .read(
            topic,
            record -> {
              String key = new String(record.key(), StandardCharsets.UTF_8);
              DemandSignal signal =
                  record.value() == null ? null : decoder.decode(topic, record.value());
              if (signal == null
                  || signal.getStatus() == Status.RETRACTION
                  || signal.getOpen() == null) {
                standing.remove(key);
              } else {
                standing.put(key, stock(signal));
              }
            });
    return check(standing);
  }

  private static Stock stock(DemandSignal s) {
    long net = s.getOpened() - s.getClosed() - s.getExpired() + s.getCorrections();
    return new Stock(
        s.getRole() + '|' + s.getRegion() + '|' + s.getFacet(),
        s.getWindowStart().toEpochMilli(),
        s.getWindowEnd().toEpochMilli(),
        s.getStatus() != Status.PROVISIONAL,
        new Balance(s.getOpenBefore(), s.getOpen(), net));
  }

  private static Finding check(Map<String, Stock> standing) {
    Finding.Collector found = new Finding.Collector(MOST_TOLD);
    Map<String, Long> openAt = new HashMap<>();
    long meetings = 0;
    for (Map.Entry<String, Stock> entry : standing.entrySet()) {
      Balance balance = entry.getValue().balance();
      if (!balance.holds()) {
        found.problem(
            "demand-signals %s: open %d is not openBefore %d and a net flow of %d"
                .formatted(entry.getKey(), balance.open(), balance.before(), balance.net()));
      }
    }
    for (Map.Entry<String, Stock> entry : standing.entrySet()) {
      Stock stock = entry.getValue();
      if (stock.settled()) {
        meetings += meet(openAt, stock.cell(), stock.end(), stock.balance().open(), entry, found);
        meetings +=
            meet(openAt, stock.cell(), stock.start(), stock.balance().before(), entry, found);
      }
    }
    return found.finding(
        "%,d windows of demand keep the stock identity; %,d times windows of a cell meet and agree"
            .formatted(standing.size(), meetings));
  }

  /** 1 where another window has said how many are open at {@code instant}. */
  private static int meet(
      Map<String, Long> openAt,
      String cell,
      long instant,
      long open,
      Map.Entry<String, Stock> window,
      Finding.Collector found) {
    Long said = openAt.putIfAbsent(cell + '|' + instant, open);
    if (said != null && said != open) {
      found.problem(
          "demand-signals %s: open %d where another window of the cell says %d"
              .formatted(window.getKey(), open, said));
    }
    return said == null ? 0 : 1;
  }
}
