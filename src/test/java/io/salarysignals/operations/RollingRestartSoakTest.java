package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.PayPeriod;
import io.salarysignals.event.SalaryObservation;
import io.salarysignals.event.SourceType;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances with static membership are restarted one after the other while records come: no
 * record is lost or counted twice, no event is told twice, no market waits longer than 30 s.
 */
@Tag("soak")
@Tag("operations")
class RollingRestartSoakTest {
  private static final long LONGEST_PAUSE_MILLIS = 30_000;
  private static final int HISTORY_PER_ROLE = 60;
  private static final long PAUSE_BETWEEN_RECORDS_MILLIS = 20;
  private static final List<String> TITLES =
      List.of(
          "Data Engineer",
          "Data Scientist",
          "Backend Engineer",
          "Frontend Engineer",
          "Product Manager",
          "Data Analyst",
          "Machine Learning Engineer",
          "DevOps Engineer");
  private static final Pattern ACCEPTED =
      Pattern.compile("(?m)^all +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+) +(\\d+)$");

  @TempDir Path folder;

  private final AtomicBoolean going = new AtomicBoolean(true);
  private final AtomicLong sent = new AtomicLong();
  private final Map<String, List<Long>> arrivals = new TreeMap<>();
  private final Map<String, List<Long>> revisions = new HashMap<>();

  @Test
  void aRollingRestartLosesAndDoublesNothing() throws Exception {
    EmbeddedStack stack = TestStack.shared();
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", stack.bootstrapServers());
    settings.put("registry.url", stack.registryUrl());
    settings.put("topic.prefix", TestStack.freshPrefix());
    settings.put("stream.threads", "1");
    Settings ours = Settings.of(settings);
    try (Application a = instance("a", settings);
        Application b = instance("b", settings)) {
      Application.run(folder, "topics", "create", "--config", a.config().toString());
      a.start();
      b.start();
      a.awaitReady();
      b.awaitReady();
      Thread producer = new Thread(() -> produce(ours), "producer");
      Thread consumer = new Thread(() -> consume(ours), "consumer");
      producer.start();
      consumer.start();
      await().atMost(Duration.ofSeconds(180)).until(() -> markets() == TITLES.size());
      long begun = System.currentTimeMillis();

      for (Application instance : List.of(a, b)) {
        System.out.println("stopped within " + instance.stop() + " ms");
        instance.start();
        instance.awaitReady();
      }
      long ended = System.currentTimeMillis();
      // The last pause ends with an event after the last restart.
      await().atMost(Duration.ofSeconds(180)).until(() -> markets(ended) == TITLES.size());
      going.set(false);
      producer.join();
      await()
          .atMost(Duration.ofSeconds(180))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> counted(a)[1] == sent.get());
      await().pollDelay(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> true);
      consumer.interrupt();
      consumer.join();

      long[] counts = counted(a);
      System.out.printf("%d records sent, audit: %d accepted%n", sent.get(), counts[1]);
      assertThat(counts[0]).as("committed").isEqualTo(sent.get());
      assertThat(counts[1]).as("accepted").isEqualTo(sent.get());
      assertThat(counts[2] + counts[3] + counts[4] + counts[5]).as("any other outcome").isZero();
      long longest = longestPause(begun, ended);
      System.out.printf("restarts took %d ms, longest pause %d ms%n", ended - begun, longest);
      assertThat(longest).isLessThan(LONGEST_PAUSE_MILLIS);
      revisions.forEach(
          (cell, seen) -> {
            assertThat(new HashSet<>(seen)).as("told twice: " + cell).hasSameSizeAs(seen);
            assertThat(seen.stream().max(Long::compare).orElseThrow())
                .as("told, of " + cell)
                .isEqualTo(seen.size());
          });
    }
  }

  private Application instance(String name, Map<String, String> settings) throws Exception {
    Map<String, String> own = new HashMap<>(settings);
    own.put("group.instance.id", "instance-" + name);
    return Application.of(folder, name, own);
  }

  /** The last line of audit, which fails where anything does not add up. */
  private long[] counted(Application instance) throws Exception {
    String said = Application.run(folder, "audit", "--config", instance.config().toString());
    var line = ACCEPTED.matcher(said);
    assertThat(line.find()).as(said).isTrue();
    long[] counts = new long[7];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Long.parseLong(line.group(i + 1));
    }
    return counts;
  }

  private void produce(Settings settings) {
    String topic = settings.topic("salary-observations");
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                settings.kafka().producer(),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      var encoder = codecs.encoder(SalaryObservation.class);
      int history = HISTORY_PER_ROLE * TITLES.size();
      for (int i = 0; going.get(); i++) {
        SalaryObservation observation = observation(i);
        byte[] key = observation.getObservationId().getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, key, encoder.encode(topic, observation)));
        sent.incrementAndGet();
        if (i > history) {
          Thread.sleep(PAUSE_BETWEEN_RECORDS_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SalaryObservation observation(int i) {
    return SalaryObservation.newBuilder()
        .setObservationId("o" + i)
        .setObservedAt(Instant.now())
        .setSourceId("load")
        .setSourceType(SourceType.OFFER)
        .setEmployer("Employer " + i % 40)
        .setTitle(TITLES.get(i % TITLES.size()))
        .setRegion("US-CA")
        .setCurrency("USD")
        .setPayPeriod(PayPeriod.YEAR)
        .setAmount(100_000.0 + i % 1000)
        .build();
  }

  private void consume(Settings settings) {
    Map<String, Object> config = new HashMap<>(settings.kafka().consumer());
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("group.id", settings.topic("rolling-restart-test"));
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var decoder = codecs.decoder(MarketTrend.class);
      String topic = settings.topic("market-trends");
      consumer.subscribe(List.of(topic));
      while (!Thread.currentThread().isInterrupted()) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.value() != null) {
            note((MarketTrend) decoder.decode(topic, record.value()));
          }
        }
      }
    } catch (org.apache.kafka.common.errors.InterruptException asked) {
      Thread.interrupted();
    }
  }

  private synchronized void note(MarketTrend trend) {
    String cell =
        String.join(
            "|",
            trend.getRole(),
            trend.getRegion(),
            trend.getBasis().toString(),
            trend.getFacet(),
            Integer.toString(trend.getHorizonDays()));
    revisions.computeIfAbsent(cell, c -> new ArrayList<>()).add((long) trend.getRevision());
    if (trend.getRegion().equals("US")
        && trend.getFacet().equals("all")
        && !trend.getRole().startsWith("family:")) {
      arrivals
          .computeIfAbsent(trend.getRole(), r -> new ArrayList<>())
          .add(System.currentTimeMillis());
    }
  }

  private synchronized int markets() {
    return arrivals.size();
  }

  private synchronized long markets(long since) {
    return arrivals.values().stream().filter(a -> a.get(a.size() - 1) > since).count();
  }

  /** Over all markets, the longest time without an event from before the restarts to after them. */
  private synchronized long longestPause(long begun, long ended) {
    long longest = 0;
    Set<String> roles = arrivals.keySet();
    assertThat(roles).hasSize(TITLES.size());
    for (List<Long> times : arrivals.values()) {
      long before = -1;
      for (long time : times) {
        if (before >= 0 && time >= begun && before <= ended) {
          longest = Math.max(longest, time - before);
        }
        before = time;
      }
    }
    return longest;
  }
}
