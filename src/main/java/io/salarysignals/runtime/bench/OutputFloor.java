package io.salarysignals.runtime.bench;

import io.salarysignals.runtime.app.StreamsConfiguration;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The least that any job with this output must do on Kafka Streams: consume the input, and send as
 * many records as the job sent to its output topics, exactly-once, into topics of the same
 * configuration. It decodes nothing, keeps nothing and works nothing out; what it sends are records
 * that the job had sent, over and over.
 *
 * @param records consumed
 * @param seconds from the first record to the last one sent and committed
 * @param cpuSeconds of this process
 * @param brokerCpuSeconds of the broker
 */
record OutputFloor(long records, double seconds, double cpuSeconds, double brokerCpuSeconds) {
  private static final String NAME = "output-floor";
  private static final int SAMPLE = 50_000;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<Topic> OUTPUT = List.of(Topics.MARKET_PANES, Topics.MARKET_TRENDS);

  /** Records of one output topic, and how many of them an input record leads to. */
  private record Sent(String topic, List<byte[][]> sample, double each) {}

  /**
   * Measures it.
   *
   * @param given the settings of the job
   * @param records in the input topic
   * @param job what the job sent, by topic
   * @throws IllegalStateException where it does not end
   */
  static OutputFloor measure(
      Map<String, String> given,
      Path state,
      long records,
      Map<String, SentMeters.Sent> job,
      long brokerPid)
      throws InterruptedException, IOException {
    Settings settings = Settings.of(given);
    Map<String, String> other = new HashMap<>(given);
    other.put(Keys.TOPIC_PREFIX, given.getOrDefault(Keys.TOPIC_PREFIX, "") + NAME + "-");
    other.put(Keys.STATE_DIR, state.toString());
    Settings own = Settings.of(other);
    try (Admin admin = Admin.create(own.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(own)).createMissing(OUTPUT);
    }
    List<Sent> sent = new ArrayList<>();
    for (Topic topic : OUTPUT) {
      String name = settings.topic(topic.name());
      sent.add(
          new Sent(
              own.topic(topic.name()),
              sample(settings, name),
              (double) job.get(name).records() / records));
    }
    AtomicLong seen = new AtomicLong();
    AtomicLong begun = new AtomicLong();
    CountDownLatch all = new CountDownLatch(1);
    Topology topology = new Topology();
    topology.addSource(
        "input",
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        settings.topic(Topics.SALARY_OBSERVATIONS.name()));
    topology.addProcessor(
        NAME,
        () ->
            new Sender(
                sent,
                () -> {
                  long now = seen.incrementAndGet();
                  if (now == 1) {
                    begun.set(System.nanoTime());
                  }
                  if (now == records) {
                    all.countDown();
                  }
                }),
        "input");
    ByteArraySerializer raw = new ByteArraySerializer();
    for (Sent each : sent) {
      topology.addSink(each.topic(), each.topic(), raw, raw, NAME);
    }
    Properties properties = StreamsConfiguration.of(own, NAME);
    double cpu = ProcessFigures.cpuSeconds();
    double broker = ProcessFigures.cpuSeconds(brokerPid);
    try (KafkaStreams streams = new KafkaStreams(topology, properties)) {
      streams.start();
      if (!all.await(30, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the floor with output came to no end: " + streams.state());
      }
    }
    OutputFloor floor =
        new OutputFloor(
            records,
            (System.nanoTime() - begun.get()) / 1e9,
            ProcessFigures.cpuSeconds() - cpu,
            ProcessFigures.cpuSeconds(brokerPid) - broker);
    try (Admin admin = Admin.create(own.kafka().admin())) {
      // What comes after needs the room.
      admin.deleteTopics(sent.stream().map(Sent::topic).toList()).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException("the topics of the floor with output remain", e.getCause());
    }
    return floor;
  }

  private static List<byte[][]> sample(Settings settings, String topic) {
    List<byte[][]> sample = new ArrayList<>();
    TopicReader reader = new TopicReader(settings.kafka().consumer());
    try (KafkaConsumer<byte[], byte[]> consumer = reader.open()) {
      var partitions = TopicReader.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int i = 0; i < 1_000 && sample.size() < SAMPLE; i++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null && sample.size() < SAMPLE) {
            sample.add(new byte[][] {record.key(), record.value()});
          }
        }
      }
    }
    return sample;
  }

  /** Sends a share of the sample for each record. */
  private static final class Sender implements Processor<byte[], byte[], byte[], byte[]> {
    private final List<Sent> sent;
    private final Runnable seen;
    private final double[] due;
    private final int[] next;
    private ProcessorContext<byte[], byte[]> context;

    Sender(List<Sent> sent, Runnable seen) {
      this.sent = sent;
      this.seen = seen;
      this.due = new double[sent.size()];
      this.next = new int[sent.size()];
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      for (int i = 0; i < due.length; i++) {
        Sent each = sent.get(i);
        for (due[i] += each.each(); due[i] >= 1; due[i]--) {
          byte[][] of = each.sample().get(next[i]);
          next[i] = (next[i] + 1) % each.sample().size();
          context.forward(new Record<>(of[0], of[1], record.timestamp()), each.topic());
        }
      }
      seen.run();
    }
  }
}
