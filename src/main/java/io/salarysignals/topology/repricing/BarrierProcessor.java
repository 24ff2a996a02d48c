package io.salarysignals.topology.repricing;

import io.salarysignals.domain.repricing.FalseDiscovery;
import io.salarysignals.streams.codec.ByteReader;
import io.salarysignals.streams.codec.ByteWriter;
import io.salarysignals.streams.metrics.RepricingMeters;
import io.salarysignals.topology.parts.BlockPartitioner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * BARRIER: the one place where all markets meet, and all it sees of them is p-values by day. Once
 * every task has folded a day, it tells the day's threshold; where p-values of a day change later,
 * it tells the new one. So the thresholds depend on the days, not on who came first.
 */
final class BarrierProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Bytes SETTLED = Stores.text("settled");

  private final RepricingSettings settings;
  private final RepricingMeters meters;
  private final Map<Integer, Integer> settledOf = new HashMap<>();
  private final Map<Integer, Boolean> completeOf = new HashMap<>();
  private final TreeSet<Integer> changed = new TreeSet<>();
  private int settled = Messages.NOTHING_SETTLED;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> pValues;
  private KeyValueStore<Bytes, byte[]> told;
  private KeyValueStore<Bytes, byte[]> meta;

  BarrierProcessor(RepricingSettings settings, RepricingMeters meters) {
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    pValues = context.getStateStore(Stores.P_VALUES);
    told = context.getStateStore(Stores.THRESHOLDS_TOLD);
    meta = context.getStateStore(Stores.BARRIER_META);
    try (KeyValueIterator<Bytes, byte[]> entries = meta.all()) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        ByteReader in = new ByteReader().over(entry.value);
        int day = in.readInt();
        if (entry.key.equals(SETTLED)) {
          settled = day;
        } else {
          settledOf.put(Stores.dayAtStart(entry.key), day);
          completeOf.put(Stores.dayAtStart(entry.key), in.readByte() != 0);
        }
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Messages.read(
        record.value(),
        new Messages.Receiver() {
          @Override
          public void pValue(int end, String market, double p) {
            take(end, market, p);
          }

          @Override
          public void progress(int task, int through, boolean complete) {
            moved(task, through, complete);
          }
        });
    tell();
  }

  private void take(int end, String market, double p) {
    Bytes key = Stores.dayText(end, market);
    if (Double.isNaN(p)) {
      pValues.delete(key);
    } else {
      ByteWriter out = new ByteWriter();
      out.writeDouble(p);
      pValues.put(key, out.toBytes());
    }
    if (end <= settled) {
      changed.add(end);
    }
  }

  private void moved(int task, int through, boolean complete) {
    settledOf.put(task, through);
    completeOf.put(task, complete);
    ByteWriter out = new ByteWriter();
    out.writeLong(through);
    out.writeByte(complete ? 1 : 0);
    meta.put(Stores.day(task), out.toBytes());
  }

  private void tell() {
    ByteWriter message = new ByteWriter();
    int now =
        settledOf.size() < settings.panesPartitions()
            ? Messages.NOTHING_SETTLED
            : settledOf.values().stream().mapToInt(v -> v).min().orElseThrow();
    if (now > settled) {
      changed.addAll(daysWithTests(settled, now));
    }
    changed.forEach(end -> threshold(end, message));
    changed.clear();
    if (now > settled) {
      settled = now;
      ByteWriter out = new ByteWriter();
      out.writeLong(now);
      meta.put(SETTLED, out.toBytes());
      Messages.settled(message, now);
    }
    if (completeOf.size() == settings.panesPartitions() && !completeOf.containsValue(false)) {
      Messages.complete(message, Messages.FROM_BARRIER);
    }
    if (message.size() > 0) {
      for (int partition = 0; partition < settings.panesPartitions(); partition++) {
        context.forward(
            new Record<>(
                BlockPartitioner.key(partition), message.toBytes(), context.currentSystemTimeMs()));
      }
    }
  }

  /** The ends in (after, through] of looks that there are. */
  private List<Integer> daysWithTests(int after, int through) {
    List<Integer> ends = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        pValues.range(
            Stores.day(after == Messages.NOTHING_SETTLED ? after : after + 1),
            Stores.day(through + 1))) {
      while (entries.hasNext()) {
        int end = Stores.dayAtStart(entries.next().key);
        if (end <= through && (ends.isEmpty() || ends.get(ends.size() - 1) != end)) {
          ends.add(end);
        }
      }
    }
    return ends;
  }

  private void threshold(int end, ByteWriter message) {
    List<Double> p = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries =
        pValues.range(Stores.day(end), Stores.day(end + 1))) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (Stores.dayAtStart(entry.key) == end) {
          p.add(Numbers.readDouble(new ByteReader().over(entry.value)));
        }
      }
    }
    double[] values = p.stream().mapToDouble(v -> v).toArray();
    double rate = settings.rules().falseDiscoveryRate();
    double threshold = FalseDiscovery.threshold(values, rate);
    long rejected = p.stream().filter(v -> v <= threshold).count();
    double spent = rejected == 0 ? 0 : threshold * values.length / rejected;
    ByteWriter out = new ByteWriter();
    out.writeDouble(threshold);
    out.writeDouble(spent);
    byte[] known = told.get(Stores.day(end));
    if (!java.util.Arrays.equals(known, out.toBytes())) {
      told.put(Stores.day(end), out.toBytes());
      Messages.threshold(message, end, threshold, spent);
    }
    meters.budgetSpent(spent / rate);
  }
}
