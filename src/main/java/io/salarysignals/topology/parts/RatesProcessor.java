package io.salarysignals.topology.parts;

import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.store.FxRateStore;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps the table of rates. */
public final class RatesProcessor implements Processor<byte[], byte[], Void, Void> {
  private final String storeName;
  private final PipelineMeters meters;
  private FxRateStore rates;

  /**
   * @param storeName the global store of rates
   */
  public RatesProcessor(String storeName, PipelineMeters meters) {
    this.storeName = storeName;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    rates = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    rates.put(record.key(), record.value());
    meters.ignoredRates(rates.ignored());
  }
}
