package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.event.AlertState;
import io.salarysignals.event.Basis;
import io.salarysignals.event.DemandSignal;
import io.salarysignals.event.Direction;
import io.salarysignals.event.Driver;
import io.salarysignals.event.Estimate;
import io.salarysignals.event.Quality;
import io.salarysignals.event.RepricingAlert;
import io.salarysignals.event.Status;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.StackOptions;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the documentation that read demand and alerts, as they are. */
@Tag("broker")
class SignalSnippetsTest {
  private static final String DEMAND = Topics.DEMAND_SIGNALS.name();
  private static final String ALERTS = Topics.REPRICING_ALERTS.name();
  private static final Instant END = Instant.parse("2026-03-02T00:00:00Z");

  /** What every program is to say, in any order. */
  private static final List<String> SAID =
      List.of(
          "analyst|FR|all|28|2026-03-02 FINAL withheld, n 12",
          "engineer|US|all|28|2026-03-02 CORRECTION open 41 opened 17 closed 9 driver VOLUME",
          "engineer|US|all|28|2026-03-02 FINAL open 40 opened 16 closed 9 driver null",
          "engineer|US|all|7|2026-03-02 FINAL open 40 opened 5 closed 2 driver NEITHER",
          "a-1 engineer US UP CANDIDATE effect not known",
          "a-1 engineer US UP CONFIRMED_STRUCTURAL effect 5.1 %",
          "a-2 analyst FR DOWN TRANSIENT effect -3.9 %",
          // The window of 7 days and the second alert are gone; the level and the provisional
          // stand.
          "4 signals stand, 1 alerts");

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static EventCodecs codecs;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void produce() throws Exception {
    stack =
        EmbeddedStack.start(
            folder.resolve("stack"),
            StackOptions.defaults().withRestarts(0).withShutdownHook(false),
            line -> {});
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "registry.url", stack.registryUrl()));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
    }
    codecs = EventCodecs.open(settings.registry());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "signals"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    // Given a window that is corrected, one that is taken back, one withheld, a level and one open
    demand("engineer", "US", "all", 28, demand(Status.FINAL, 40, 16, 9, null));
    demand("engineer", "US", "all", 28, demand(Status.CORRECTION, 41, 17, 9, Driver.VOLUME));
    demand("engineer", "US", "all", 7, demand(Status.FINAL, 40, 5, 2, Driver.NEITHER));
    demand("engineer", "US", "all", 7, demand(Status.RETRACTION, null, null, null, null));
    send(DEMAND, "engineer|US|all|7|2026-03-02", null, DemandSignal.class);
    demand("engineer", "US", "level:senior", 28, demand(Status.FINAL, 11, 3, 1, null));
    demand("engineer", "US", "all", 91, demand(Status.PROVISIONAL, 42, 60, 30, null));
    DemandSignal withheld = demand(Status.FINAL, null, null, null, null);
    withheld.setSuppressed(true);
    withheld.setN(12L);
    demand("analyst", "FR", "all", 28, withheld);
    // And an alert that is confirmed, and one that is taken back
    alert("a-1", alert("engineer", "US", Direction.UP, AlertState.CANDIDATE, null));
    alert("a-1", alert("engineer", "US", Direction.UP, AlertState.CONFIRMED_STRUCTURAL, 0.05));
    RepricingAlert second = alert("analyst", "FR", Direction.DOWN, AlertState.TRANSIENT, -0.04);
    alert("a-2", second);
    RepricingAlert gone = alert("analyst", "FR", Direction.DOWN, AlertState.RETRACTED, null);
    gone.setStatus(Status.RETRACTION);
    alert("a-2", gone);
    producer.commitTransaction();
    // And what nobody may see
    producer.beginTransaction();
    demand("engineer", "US", "all", 28, demand(Status.CORRECTION, 99, 99, 99, null));
    producer.flush();
    producer.abortTransaction();
  }

  @AfterAll
  static void stop() {
    if (producer != null) {
      producer.close();
    }
    if (codecs != null) {
      codecs.close();
    }
    if (stack != null) {
      stack.stop();
    }
  }

  private static DemandSignal demand(
      Status status, Integer open, Integer opened, Integer closed, Driver driver) {
    DemandSignal signal = new DemandSignal();
    signal.setBasis(Basis.POSTED);
    signal.setCurrency("USD");
    signal.setWindowEnd(END);
    signal.setAsOf(LocalDate.parse("2026-03-01"));
    signal.setEmittedAt(END);
    signal.setStatus(status);
    signal.setRevision(1);
    signal.setQuality(Quality.LOW);
    signal.setFlags(List.of());
    signal.setSuppressionReasons(List.of());
    signal.setMethodVersion("1");
    signal.setSkillShares(List.of());
    signal.setScopeShares(List.of());
    signal.setOpen(open == null ? null : (long) open);
    signal.setOpened(opened == null ? null : (long) opened);
    signal.setClosed(closed == null ? null : (long) closed);
    signal.setDriver(driver);
    return signal;
  }

  private static void demand(
      String role, String region, String facet, int horizon, DemandSignal signal) {
    signal.setRole(role);
    signal.setRegion(region);
    signal.setFacet(facet);
    signal.setHorizonDays(horizon);
    signal.setWindowStart(END.minusSeconds(86_400L * horizon));
    String key = String.join("|", role, region, facet, String.valueOf(horizon), "2026-03-02");
    send(DEMAND, key, signal, DemandSignal.class);
  }

  private static RepricingAlert alert(
      String role, String region, Direction direction, AlertState state, Double effect) {
    RepricingAlert alert = new RepricingAlert();
    alert.setRole(role);
    alert.setRegion(region);
    alert.setBasis(Basis.PAID);
    alert.setFacet("all");
    alert.setCurrency("USD");
    alert.setWindowStart(END.minusSeconds(86_400L * 28));
    alert.setWindowEnd(END);
    alert.setHorizonDays(28);
    alert.setAsOf(LocalDate.parse("2026-03-01"));
    alert.setEmittedAt(END);
    alert.setStatus(Status.FINAL);
    alert.setRevision(1);
    alert.setQuality(Quality.LOW);
    alert.setFlags(List.of());
    alert.setSuppressionReasons(List.of());
    alert.setMethodVersion("1");
    alert.setState(state);
    alert.setVerdict(state);
    alert.setDirection(direction);
    alert.setOnset(END);
    alert.setDetectedAt(END);
    alert.setEffect(effect == null ? null : new Estimate(effect, null, null));
    alert.setReasons(Map.of());
    alert.setChildren(List.of());
    return alert;
  }

  private static void alert(String id, RepricingAlert alert) {
    alert.setAlertId(id);
    send(ALERTS, id, alert, RepricingAlert.class);
  }

  private static <T extends SpecificRecord> void send(
      String topic, String key, T value, Class<T> type) {
    byte[] bytes = value == null ? null : codecs.encoder(type).encode(topic, value);
    // One partition: the order across keys of the test does not matter, that of a key does.
    producer.send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), bytes));
  }

  @Test
  void everyProgramFindsWhatWasSaidAndWhatStands() throws Exception {
    Tools.need("kcat", "kcat");
    String cp = System.getProperty("java.class.path");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Java", List.of(java, "-cp", cp, "docs/snippets/Signals.java"));
    commands.put("Python", List.of("/usr/bin/python3", "docs/snippets/signals.py"));
    commands.put("kcat", List.of("sh", "docs/snippets/signals.sh"));
    Map<String, List<String>> said = Snippets.run(folder, commands, stack);

    assertThat(said.get("Java")).containsExactlyInAnyOrderElementsOf(SAID);
    assertThat(said.get("Python")).containsExactlyInAnyOrderElementsOf(SAID);
    List<String> listed = new ArrayList<>();
    for (String line : said.get("kcat")) {
      String[] parts = line.split("\t");
      listed.add(parts[1] + (parts[4].equals("-1") ? " gone" : ""));
    }
    assertThat(listed)
        .containsExactly(
            "engineer|US|all|28|2026-03-02",
            "engineer|US|all|28|2026-03-02",
            "engineer|US|all|7|2026-03-02",
            "engineer|US|all|7|2026-03-02",
            "engineer|US|all|7|2026-03-02 gone",
            "engineer|US|level:senior|28|2026-03-02",
            "engineer|US|all|91|2026-03-02",
            "analyst|FR|all|28|2026-03-02",
            "a-1",
            "a-1",
            "a-2",
            "a-2");
  }

  @Test
  @Tag("soak")
  @Tag("operations")
  void theNodeProgramDoesSoToo() throws Exception {
    Tools.need("npm", "npm");
    Path home = Files.createDirectories(folder.resolve("node"));
    Tools.Said installed =
        Tools.run(
            folder,
            "npm",
            "install",
            "--no-audit",
            "--no-fund",
            "--prefix=" + home,
            "kafkajs@2.2.4",
            "avsc@5.7.9");
    assertThat(installed.code()).as(installed.text()).isZero();
    Path snippet = Files.copy(Path.of("docs/snippets/signals.js"), home.resolve("signals.js"));

    Map<String, List<String>> said =
        Snippets.run(folder, Map.of("Node", List.of("node", snippet.toString())), stack);

    assertThat(said.get("Node")).containsExactlyInAnyOrderElementsOf(SAID);
  }
}
