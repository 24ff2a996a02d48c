package io.salarysignals.streams.store;

import io.salarysignals.domain.intake.FxTable;
import io.salarysignals.event.FxRate;
import io.salarysignals.streams.serde.RecordDecoder;
import io.salarysignals.streams.serde.UndecodableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * All exchange rates, in memory, by currency and time: a global store, written by one thread and
 * read by all. Records that are no rates are counted and passed over.
 */
public final class FxRateStore implements StateStore, FxTable {
  private final String name;
  private final String topic;
  private final RecordDecoder<FxRate> decoder;
  private final Map<String, ConcurrentSkipListMap<Long, Double>> rates = new ConcurrentHashMap<>();
  private final AtomicLong ignored = new AtomicLong();
  private boolean open;

  private FxRateStore(String name, String topic, RecordDecoder<FxRate> decoder) {
    this.name = name;
    this.topic = topic;
    this.decoder = decoder;
  }

  /** A builder of the store; each store gets a decoder of its own. */
  public static StoreBuilder<FxRateStore> builder(
      String name, String topic, java.util.function.Supplier<RecordDecoder<FxRate>> decoders) {
    return new UnloggedStore<>(name, () -> new FxRateStore(name, topic, decoders.get()));
  }

  @Override
  public Rate at(String currency, long at) {
    ConcurrentSkipListMap<Long, Double> series = rates.get(currency);
    Map.Entry<Long, Double> entry = series == null ? null : series.floorEntry(at);
    return entry == null ? null : new Rate(entry.getValue(), entry.getKey());
  }

  /** Takes over a record of the rates topic; a null value takes a rate back. */
  public void put(byte[] key, byte[] value) {
    if (value == null) {
      remove(key);
      return;
    }
    try {
      FxRate rate = decoder.decode(topic, value);
      double units = rate.getUnitsPerUsd();
      if (!(units > 0) || !Double.isFinite(units)) {
        ignored.incrementAndGet();
        return;
      }
      rates
          .computeIfAbsent(rate.getCurrency(), c -> new ConcurrentSkipListMap<>())
          .put(rate.getEffectiveAt().toEpochMilli(), units);
    } catch (UndecodableException e) {
      ignored.incrementAndGet();
    }
  }

  private void remove(byte[] key) {
    String[] parts = new String(key, java.nio.charset.StandardCharsets.UTF_8).split("\\|", 2);
    ConcurrentSkipListMap<Long, Double> series = rates.get(parts[0]);
    if (series != null && parts.length == 2) {
      try {
        series.remove(
            parts[1].matches("-?\\d+")
                ? Long.parseLong(parts[1])
                : java.time.Instant.parse(parts[1]).toEpochMilli());
      } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
        ignored.incrementAndGet();
      }
    }
  }

  /** How many records were passed over because they are no rates. */
  public long ignored() {
    return ignored.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, this::put);
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
