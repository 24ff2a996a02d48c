package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.event.Decomposition;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.MarketTrend;
import io.salarysignals.event.RejectedEvent;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.export.StackRecords;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RecordEncoder;
import io.salarysignals.streams.topics.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against the real broker and registry. */
class StackCommandsTest {
  @TempDir Path folder;
  private final Settings settings = StackRecords.settings();

  @Test
  void topicsAreCreatedAndChecked() {
    String prefix = TestStack.freshPrefix();

    Cli.Result missing = run("topics", "check", "--set", "topic.prefix=" + prefix);
    assertThat(missing.code()).isEqualTo(1);
    assertThat(
            missing
                .out()
                .lines()
                .filter(line -> line.contains("missing; run: salary-signals topics create")))
        .hasSizeGreaterThanOrEqualTo(9);
    assertThat(missing.err().lines()).hasSize(1);

    assertThat(run("topics", "create", "--set", "topic.prefix=" + prefix).out())
        .contains("created " + prefix + "market-trends")
        .contains(Topics.ALL.size() + " created, 0 there already");
    Cli.Result check = run("topics", "check", "--set", "topic.prefix=" + prefix);
    assertThat(check.code()).as(check.out() + check.err()).isZero();
  }

  @Test
  void tailShowsPeopleALineAndProgramsTheWholeEvent() throws Exception {
    String topic = settings.topic("market-trends");
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, null)) {
      byte[] value =
          codecs
              .encoder(MarketTrend.class)
              .encode(topic, StackRecords.trend("data-engineer", Status.FINAL, 3, 126_726));
      producer.send(new ProducerRecord<>(topic, 0, bytes("k1"), value)).get();
      producer.send(new ProducerRecord<>(topic, 0, bytes("k1"), null)).get();
      producer.send(new ProducerRecord<>(topic, 0, bytes("k2"), bytes("junk"))).get();
    }

    Cli.Result shown = run("tail", "market-trends", "--exit-when-idle", "1");
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("data-engineer|US|PAID|all")
        .contains("7 d to 2026-03-07")
        .contains("126,726 USD")
        .contains("[125,726, 127,726]")
        .contains("FINAL #3")
        .contains("k1  (tombstone)")
        .contains("offset 2 cannot be decoded");

    Cli.Result json = run("tail", topic, "--json", "--exit-when-idle", "1");
    assertThat(json.out())
        .contains("{\"key\":\"k1\",\"role\":\"data-engineer\"")
        .contains("{\"key\":\"k1\",\"tombstone\":true}");
    assertThat(run("tail", "nonsense").code()).isEqualTo(2);
  }

  @Test
  void tailShowsDemandAndAlerts() throws Exception {
    String demand = settings.topic("demand-signals");
    String alerts = settings.topic("repricing-alerts");
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, null)) {
      producer
          .send(
              new ProducerRecord<>(
                  demand,
                  0,
                  bytes("data-engineer|US|all|28|2026-03-08"),
                  codecs
                      .encoder(DemandSignal.class)
                      .encode(demand, StackRecords.demand("data-engineer", 1_204))))
          .get();
      producer
          .send(
              new ProducerRecord<>(
                  alerts,
                  0,
                  bytes("0123456789abcdef"),
                  codecs
                      .encoder(RepricingAlert.class)
                      .encode(alerts, StackRecords.alert("data-engineer", 0.1))))
          .get();
    }

    Cli.Result signal = run("tail", "demand-signals", "--exit-when-idle", "1");
    assertThat(signal.code()).isZero();
    assertThat(signal.out().lines().toList()).hasSize(2);
    assertThat(signal.out())
        .containsPattern("market.facet +window +open +opened +closed +expired")
        .containsPattern(
            "data-engineer.US.all +28 d to 2026-03-07 +1204 +310 +200 +88 +1100 +104.2 +17 +VOLUME"
                + " +FINAL #4");
    assertThat(run("tail", "demand-signals", "--json", "--exit-when-idle", "1").out())
        .contains("{\"key\":\"data-engineer|US|all|28|2026-03-08\"", "\"open\":1204");

    Cli.Result alert = run("tail", "repricing-alerts", "--exit-when-idle", "1");
    assertThat(alert.code()).isZero();
    assertThat(alert.out())
        .contains("data-engineer|US|PAID  CONFIRMED_STRUCTURAL UP since 2026-03-01  +10.5 %");
    assertThat(run("tail", "repricing-alerts", "--json", "--exit-when-idle", "1").out())
        .contains("{\"key\":\"0123456789abcdef\"", "\"state\":\"CONFIRMED_STRUCTURAL\"");
  }

  @Test
  void auditBalancesOrSaysWhatDoesNot() throws Exception {
    // Given five records, one of them a control record, read by an intake that counted them
    String input = settings.topic("salary-observations");
    String rejected = settings.topic("rejected-events");
    String counts = settings.topic("trends-intake-counts-changelog");
    TestStack.createTopic(counts, 2, Map.of("cleanup.policy", "compact"));
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        Admin admin = Admin.create(settings.kafka().admin());
        KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, null)) {
      for (int i = 0; i < 4; i++) {
        producer.send(new ProducerRecord<>(input, 0, bytes("id" + i), bytes("x"))).get();
      }
      ProducerRecord<byte[], byte[]> control =
          new ProducerRecord<>(input, 0, bytes("c"), (byte[]) null);
      control.headers().add("salary-signals.control", bytes("closed"));
      producer.send(control).get();
      producer
          .send(
              new ProducerRecord<>(
                  rejected,
                  bytes("id3"),
                  codecs
                      .encoder(RejectedEvent.class)
                      .encode(rejected, StackRecords.rejection(0, 3))))
          .get();
      count(producer, counts, "accepted", 2);
      count(producer, counts, "duplicate", 1);
      count(producer, counts, "live", 2);
      count(producer, counts, "rejected|TOO_LATE", 1);
      admin
          .alterConsumerGroupOffsets(
              settings.applicationId("trends"),
              Map.of(new TopicPartition(input, 0), new OffsetAndMetadata(5)))
          .all()
          .get();

      // When all adds up
      Cli.Result good = run("audit");
      assertThat(good.err()).isEmpty();
      assertThat(good.code()).isZero();
      assertThat(good.out())
          .contains("salary-observations/0")
          .contains("rejected TOO_LATE")
          .contains("Every record is accounted for.");

      // And when a counter lost a record
      count(producer, counts, "accepted", 1);
      Cli.Result bad = run("audit");
      assertThat(bad.code()).isEqualTo(1);
      assertThat(bad.out())
          .contains("salary-observations partition 0: records committed 4, counted 3");
    }
  }

  @Test
  void auditFindsAStockThatDoesNotAddUp() throws Exception {
    // Given the counters of both intakes, and a day of demand
    TestStack.createTopic(
        settings.topic("trends-intake-counts-changelog"), 2, Map.of("cleanup.policy", "compact"));
    TestStack.createTopic(
        settings.topic("demand-intake-counts-changelog"), 2, Map.of("cleanup.policy", "compact"));
    String demand = settings.topic("demand-signals");
    String alerts = settings.topic("repricing-alerts");
    DemandSignal good = StackRecords.demand("data-engineer", 1_204);
    DemandSignal next = StackRecords.demand("data-engineer", 1_226);
    next.setWindowStart(good.getWindowEnd());
    next.setWindowEnd(good.getWindowEnd().plus(28, ChronoUnit.DAYS));
    next.setOpenBefore(1_204L);
    RepricingAlert alert = StackRecords.alert("data-engineer", 0.1);
    alert.setDecomposition(new Decomposition(0.11, 0.1, 0.02, 0.01, -0.02));
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        Admin admin = Admin.create(settings.kafka().admin());
        KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, null)) {
      for (String topology : List.of("trends", "demand", "repricing")) {
        admin
            .alterConsumerGroupOffsets(
                settings.applicationId(topology),
                Map.of(
                    new TopicPartition(settings.topic("job-postings"), 0),
                    new OffsetAndMetadata(0)))
            .all()
            .get();
      }
      RecordEncoder<DemandSignal> encoder = codecs.encoder(DemandSignal.class);
      RecordEncoder<RepricingAlert> alertEncoder = codecs.encoder(RepricingAlert.class);
      send(producer, demand, "d1", encoder.encode(demand, good));
      send(producer, demand, "d2", encoder.encode(demand, next));
      send(producer, alerts, "a1", alertEncoder.encode(alerts, alert));

      // When all adds up
      Cli.Result result = run("audit");
      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .contains("job-postings/0")
          .contains("2 windows of demand keep the stock identity; 1 times windows of a cell meet")
          .contains("1 repricing alerts; the 1 decompositions in their events add up");

      // And when a window begins with another stock than the one before ends with
      next.setOpenBefore(1_203L);
      next.setOpen(1_225L);
      send(producer, demand, "d2", encoder.encode(demand, next));
      // And one does not add up, nor does a change
      good.setFacet("level:senior");
      good.setOpen(1_205L);
      send(producer, demand, "d3", encoder.encode(demand, good));
      alert.setRevision(3);
      alert.getDecomposition().setMix(0.0201);
      send(producer, alerts, "a1", alertEncoder.encode(alerts, alert));
      Cli.Result bad = run("audit");
      assertThat(bad.code()).isEqualTo(1);
      assertThat(bad.out())
          .contains("d3: open 1205 is not openBefore 1182 and a net flow of 22")
          .containsPattern("d[12]: open 120[34] where another window of the cell says 120[34]")
          .contains("a1: the parts of the change do not add up");
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value)
      throws Exception {
    producer.send(new ProducerRecord<>(topic, 0, bytes(key), value)).get();
  }

  @Test
  void aRunningStackIsFoundByItsDataFolder() throws IOException {
    Files.copy(
        TestStack.shared().folder().resolve("ports.properties"),
        folder.resolve("ports.properties"));

    run("topics", "create");
    Cli.Result result =
        Cli.run(
            "topics",
            "check",
            "--data",
            folder.toString(),
            "--set",
            "topic.prefix=" + settings.text("topic.prefix"),
            "--set",
            "topics.partitions=2");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void runTellsAllThatIsMissingBeforeItStarts() throws IOException {
    Path key = Files.write(folder.resolve("key"), new byte[32]);

    Cli.Result result =
        Cli.run(
            "run",
            "--set",
            "kafka.bootstrap.servers=127.0.0.1:1",
            "--set",
            "registry.url=http://127.0.0.1:1",
            "--set",
            "registry.retries=0",
            "--set",
            "kafka.admin.default.api.timeout.ms=3000",
            "--set",
            "kafka.admin.request.timeout.ms=2000",
            "--set",
            "employer.hash.key.file=" + key);

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("the cluster does not answer")
        .contains("the registry does not answer")
        .containsPattern("[1-9] problems to mend before the start");
  }

  private static void count(
      KafkaProducer<byte[], byte[]> producer, String topic, String what, long count)
      throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                topic,
                0,
                bytes("salary-observations|0|" + what),
                ByteBuffer.allocate(8).putLong(count).array()))
        .get();
  }

  private Cli.Result run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    settings
        .given()
        .forEach(
            (key, value) -> {
              if (!key.equals("topic.prefix") || !List.of(args).contains("--set")) {
                all.add("--set");
                all.add(key + "=" + value);
              }
            });
    return Cli.run(all.toArray(String[]::new));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
