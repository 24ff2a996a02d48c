package io.salarysignals.runtime.bench;

import io.salarysignals.domain.simulate.BenchLoad;
import io.salarysignals.domain.simulate.BenchParameters;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The steady state: topics of its own, with a week of history, into which records are produced at a
 * fixed rate as if observed now, while {@link Probes} are followed to their events.
 */
final class Steady {
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(2);
  private static final long HISTORY_MILLIS = Duration.ofDays(7).toMillis();
  private static final long MAX_HISTORY = 50_000;

  /**
   * What was measured.
   *
   * @param latency of the probes
   * @param job what the job says of itself, history and warm-up included
   * @param read records that it read
   */
  record Result(Latency latency, JobResult job, long read) {}

  private final Settings settings;
  private final Map<String, String> given;
  private final BenchLoad load;
  private final EventCodecs codecs;
  private final Path folder;
  private final double rate;
  private final Path profile;
  private final Consumer<String> say;
  private final AtomicLong read = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long produced;

  /**
   * @param given settings, with a topic prefix and a state folder of their own
   * @param parameters of the load; its length says how much history there is, up to a bound
   * @param loads makes a load of that many records
   * @param rate records per second
   * @param profile where to write a recording of the job, or null
   */
  Steady(
      Map<String, String> given,
      BenchParameters parameters,
      IntFunction<BenchLoad> loads,
      EventCodecs codecs,
      Path folder,
      double rate,
      Path profile,
      Consumer<String> say) {
    this.given = given;
    this.settings = Settings.of(given);
    this.load = loads.apply((int) Math.min(MAX_HISTORY, parameters.records()));
    this.codecs = codecs;
    this.folder = folder;
    this.rate = rate;
    this.profile = profile;
    this.say = say;
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException where the job fails, or the probes' markets never tell anything
   */
  Result run(long brokerPid, long seed) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("logs"));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    new LoadProducer(load, settings, codecs).rates();
    JobProcess process = new JobProcess(folder, profile, JobMode.STEADY);
    try (KafkaProducer<byte[], byte[]> producer = producer();
        KafkaConsumer<byte[], byte[]> consumer =
            new TopicReader(settings.kafka().consumer()).open()) {
      String trends = settings.topic(Topics.MARKET_TRENDS.name());
      List<TopicPartition> partitions = TopicReader.partitions(consumer, trends);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      CompletableFuture<JobResult> job =
          CompletableFuture.supplyAsync(() -> runJob(process, brokerPid));
      try {
        Latency latency = measure(producer, consumer, seed, job);
        process.stop();
        JobResult result = job.join();
        return new Result(latency, result, read.get());
      } catch (CompletionException e) {
        throw new IllegalStateException("the steady job failed", e.getCause());
      }
    }
  }

  private JobResult runJob(JobProcess process, long brokerPid) {
    try {
      return process.run(given, Long.MAX_VALUE, brokerPid, (records, events) -> read.set(records));
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "bench-steady");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.putAll(settings.kafka().producer());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Latency measure(
      KafkaProducer<byte[], byte[]> producer,
      KafkaConsumer<byte[], byte[]> consumer,
      long seed,
      CompletableFuture<JobResult> job)
      throws InterruptedException {
    LoadRecords records = new LoadRecords(load, settings, codecs);
    Consumer<ProducerRecord<byte[], byte[]>> send = record -> send(producer, record);
    long emit = settings.duration(Keys.EMIT_INTERVAL).toNanos();
    Probes probes = new Probes(settings, codecs, records, send, seed, Math.max(1, emit));
    long history = load.parameters().records();
    long start = System.currentTimeMillis() - HISTORY_MILLIS;
    for (produced = 0; produced < history; produced++) {
      send.accept(records.at(produced, start + HISTORY_MILLIS * produced / history));
    }
    probes.seed(System.currentTimeMillis());
    producer.flush();
    say.accept(String.format("the steady state: a week of history, %,d records", history));
    await(() -> read.get() >= history + probes.sent(), consumer, probes, job);
    await(probes::quiet, consumer, probes, job);
    say.accept(String.format("the steady state: %,.0f records/s, and probes", rate));
    paced(WARM_UP, consumer, probes, records, send, job);
    probes.measure();
    long readBefore = read.get();
    long before = produced;
    double seconds = paced(MEASURED, consumer, probes, records, send, job);
    long readThen = read.get();
    double offered = (produced - before) / seconds;
    long behind = produced + probes.sent() - readThen;
    drain(consumer, probes);
    double[] sample = probes.seconds();
    return new Latency(
        sample.length,
        Percentiles.at(0.50, sample),
        Percentiles.at(0.99, sample),
        Percentiles.at(1, sample),
        offered,
        (readThen - readBefore) / seconds,
        behind);
  }

  /** Produces at the rate for a while; returns how long it was. */
  private double paced(
      Duration time,
      KafkaConsumer<byte[], byte[]> consumer,
      Probes probes,
      LoadRecords records,
      Consumer<ProducerRecord<byte[], byte[]>> send,
      CompletableFuture<JobResult> job) {
    long begun = System.nanoTime();
    long first = produced;
    while (System.nanoTime() - begun < time.toNanos()) {
      long due = first + (long) (rate * (System.nanoTime() - begun) / 1e9);
      long now = System.currentTimeMillis();
      for (; produced < due; produced++) {
        send.accept(records.at(produced, now));
      }
      step(consumer, probes, job);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Gives what was sent last, and was due within a while, the time to be told. */
  private void drain(KafkaConsumer<byte[], byte[]> consumer, Probes probes) {
    long begun = System.nanoTime();
    while (!probes.quiet() && System.nanoTime() - begun < WARM_UP.toNanos()) {
      consumer.poll(POLL).forEach(probes::see);
    }
  }

  private void await(
      java.util.function.BooleanSupplier condition,
      KafkaConsumer<byte[], byte[]> consumer,
      Probes probes,
      CompletableFuture<JobResult> job)
      throws InterruptedException {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begun > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "the steady job was not ready within ten minutes; it had read " + read.get());
      }
      consumer.poll(POLL).forEach(probes::see);
      check(job);
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private void step(
      KafkaConsumer<byte[], byte[]> consumer, Probes probes, CompletableFuture<JobResult> job) {
    consumer.poll(POLL).forEach(probes::see);
    probes.tick(System.currentTimeMillis());
    check(job);
  }

  private void check(CompletableFuture<JobResult> job) {
    if (job.isDone()) {
      job.join();
      throw new IllegalStateException("the steady job ended before it was told to");
    }
    if (failure.get() != null) {
      throw new KafkaException("the load could not be written", failure.get());
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }
}
