package io.salarysignals.runtime.app;

import io.salarysignals.streams.metrics.PipelineMeters;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Counts records in a RocksDB store and writes each to another topic. A value {@code passing} meets
 * a broker error once, a value {@code bug} a defect every time.
 */
final class EchoTopology implements TopologyFactory {
  private volatile boolean met;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public String about() {
    return "Echoes its input.";
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topics.SALARY_OBSERVATIONS);
  }

  @Override
  public List<Topic> topics() {
    return List.of(Topics.SALARY_OBSERVATIONS, Topics.DEAD_LETTERS);
  }

  @Override
  public Topology build(Environment environment) {
    return new Topology()
        .addSource(
            "source",
            Serdes.ByteArray().deserializer(),
            Serdes.ByteArray().deserializer(),
            environment.settings().topic(Topics.SALARY_OBSERVATIONS.name()))
        .addProcessor("echo", () -> new Echo(environment.meters()), "source")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("seen"), Serdes.ByteArray(), Serdes.Long()),
            "echo")
        .addSink(
            "sink",
            environment.settings().topic(Topics.DEAD_LETTERS.name()),
            Serdes.ByteArray().serializer(),
            Serdes.ByteArray().serializer(),
            "echo");
  }

  private final class Echo implements Processor<byte[], byte[], byte[], byte[]> {
    private final PipelineMeters meters;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], Long> seen;

    Echo(PipelineMeters meters) {
      this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      context = processorContext;
      seen = context.getStateStore("seen");
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      if (value.equals("bug")) {
        throw new IllegalStateException("a defect");
      }
      if (value.equals("passing") && !met) {
        met = true;
        throw new TimeoutException("the broker is away");
      }
      Long before = seen.get(record.key());
      seen.put(record.key(), before == null ? 1 : before + 1);
      meters.counted(Topics.SALARY_OBSERVATIONS.name(), "accepted", "");
      context.forward(record);
    }
  }
}
