package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.salarysignals.operations.Monitoring.Told;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the running application to the person who is told: scrape, rule, Alertmanager, webhook, all
 * real and on loopback, with the rules, routing and receiver that this project ships.
 */
@Tag("broker")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveChainTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OBSERVATIONS = 3_000;

  /** Panels that show nothing unless something is wrong, or until other topologies run. */
  private static final Set<String> MAY_BE_EMPTY =
      Set.of(
          "market.json: Alerts by state",
          "market.json: Confirmed and revoked",
          "market.json: Candidates",
          "market.json: Budget of false discoveries spent");

  @TempDir static Path folder;

  private static EmbeddedStack stack;
  private static Application application;
  private static Monitoring monitoring;
  private static HttpServer exposition;
  private static volatile String exposed = "";

  /** What the Java snippet found: its group reads the topic once. */
  private static List<String> found;

  @BeforeAll
  static void runAll() throws Exception {
    Tools.need("prometheus", "prometheus");
    Tools.need("prometheus-alertmanager", "prometheus-alertmanager");
    Tools.need("python3", "python3");
    stack =
        EmbeddedStack.start(
            folder.resolve("stack"),
            StackOptions.defaults().withRestarts(0).withShutdownHook(false),
            line -> {});
    application =
        Application.of(
            folder.resolve("app"),
            "app",
            Map.of(
                "kafka.bootstrap.servers", stack.bootstrapServers(),
                "registry.url", stack.registryUrl()));
    String config = application.config().toString();
    Application.run(folder, "topics", "create", "--config", config);
    application.start();
    application.awaitReady();
    exposition = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    exposition.createContext(
        "/metrics",
        exchange -> {
          byte[] body = exposed.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    exposition.start();
    monitoring =
        Monitoring.start(
            folder.resolve("monitoring"),
            List.of(application.address(), "127.0.0.1:" + exposition.getAddress().getPort()));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("salary-observations", new byte[] {1}, new byte[] {2}));
    }
    feed(7, OBSERVATIONS);
  }

  /** Simulates a market and ingests it. */
  private static void feed(int seed, int observations) throws Exception {
    String config = application.config().toString();
    Path market = folder.resolve("market-" + seed);
    Application.run(
        folder,
        "simulate",
        "--scenario=messy",
        "--seed=" + seed,
        "--observations=" + observations,
        "--days=60",
        "--from=" + LocalDate.now(ZoneOffset.UTC).minusDays(59),
        "--out=" + market);
    String side = "--side=" + folder;
    for (String topic : List.of("fx-rates", "salary-observations")) {
      Path file = market.resolve(topic + ".jsonl");
      Application.run(
          folder, "ingest", "--quiet", "--config", config, side, "--topic", topic, file.toString());
    }
  }

  @AfterAll
  static void stopAll() {
    if (monitoring != null) {
      monitoring.close();
    }
    if (exposition != null) {
      exposition.stop(0);
    }
    if (application != null) {
      application.close();
    }
    if (stack != null) {
      stack.stop();
    }
  }

  @Test
  @Order(1)
  void promtoolFindsNothingWrongWithTheLiveEndpoint() throws Exception {
    Path text = Files.writeString(folder.resolve("metrics.txt"), application.get("/metrics"));
    Tools.Said said =
        Tools.run(folder, "sh", "-c", "promtool check metrics < " + text.toAbsolutePath());

    assertThat(said.text()).isBlank();
    assertThat(said.code()).isZero();
  }

  @Test
  @Order(2)
  void theApplicationIsScrapedAndHealthy() {
    await()
        .atMost(Duration.ofSeconds(180))
        .untilAsserted(
            () -> {
              assertThat(number("sum(salary_signals_records_total)")).isGreaterThan(OBSERVATIONS);
              assertThat(number("min(salary_signals_ready)")).isEqualTo(1);
              assertThat(number("sum(salary_signals:input_lag_records:sum)")).isZero();
              assertThat(number("max(salary_signals_broker_contact_age_seconds)")).isLessThan(9);
            });
    assertThat(told()).isEmpty();
  }

  private static double number(String expression) throws Exception {
    JsonNode result = monitoring.query(expression);
    return result.isEmpty() ? Double.NaN : result.at("/0/value/1").asDouble();
  }

  private static List<Told> told() {
    try {
      return monitoring.told();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @Order(5)
  void everyPanelHasAnExpressionThatPrometheusAnswers() throws Exception {
    List<Dashboards.Panel> panels = Dashboards.panels();
    assertThat(panels).hasSizeGreaterThan(25);
    exposed = active(1);
    // A rate needs a rise after the first scrape of a series, and the first feed may have been
    // over by then.
    feed(8, 500);
    await()
        .atMost(Duration.ofSeconds(180))
        .untilAsserted(
            () -> {
              List<String> empty = new ArrayList<>();
              for (Dashboards.Panel panel : panels) {
                for (String expression : panel.expressions()) {
                  // An expression that is refused throws.
                  if (monitoring.query(expression).isEmpty()
                      && !MAY_BE_EMPTY.contains(panel.name())) {
                    empty.add(panel.name() + ": " + expression);
                  }
                }
              }
              assertThat(empty).isEmpty();
            });
  }

  /** Waits until market-trends has not grown for longer than corrections are held together. */
  private static void awaitQuiet() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      long[] last = {-1, -1};
      await()
          .atMost(Duration.ofSeconds(180))
          .pollInterval(Duration.ofSeconds(8))
          .until(
              () -> {
                long end = end(admin);
                boolean quiet = end == last[0] && end == last[1];
                last[0] = last[1];
                last[1] = end;
                return quiet;
              });
    }
  }

  private static long end(Admin admin) throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    admin
        .describeTopics(List.of("market-trends"))
        .allTopicNames()
        .get()
        .get("market-trends")
        .partitions()
        .forEach(
            p ->
                asked.put(new TopicPartition("market-trends", p.partition()), OffsetSpec.latest()));
    return admin.listOffsets(asked).all().get().values().stream().mapToLong(o -> o.offset()).sum();
  }

  private static String active(int value) {
    return """
        # TYPE salary_signals_repricing_active gauge
        salary_signals_repricing_active{role="data-engineer",region="US",basis="PAID",direction="UP"} %d
        """
        .formatted(value);
  }

  @Test
  @Order(3)
  void everySnippetFindsTheSameEventsAsWritten() throws Exception {
    awaitQuiet();
    String cp = System.getProperty("java.class.path");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Java", List.of(java, "-cp", cp, "docs/snippets/Trends.java"));
    commands.put("Python", List.of("/usr/bin/python3", "docs/snippets/trends.py"));
    commands.put("kcat", List.of("sh", "docs/snippets/trends.sh"));
    Map<String, List<String>> said = Snippets.run(folder, commands, stack);

    List<String> figures = figures(said.get("Java"));
    found = figures;
    System.out.println("Java: " + said.get("Java").get(said.get("Java").size() - 1));
    assertThat(figures).hasSizeGreaterThan(20).anyMatch(line -> line.contains("|28|"));
    assertThat(figures(said.get("Python"))).isEqualTo(figures);
    // kcat lists whatever there is, keys of withheld and provisional events as well.
    List<String> keys = said.get("kcat").stream().map(line -> line.split("\t")[0]).toList();
    assertThat(keys)
        .containsAll(
            figures.stream()
                .filter(line -> line.contains("|"))
                .map(line -> line.split(" ")[0])
                .collect(Collectors.toSet()));
  }

  @Test
  @Order(4)
  @Tag("soak")
  @Tag("operations")
  void theNodeSnippetFindsTheSameEventsAsWritten() throws Exception {
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
    Path snippet = Files.copy(Path.of("docs/snippets/trends.js"), home.resolve("trends.js"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String cp = System.getProperty("java.class.path");
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("Node", List.of("node", snippet.toString()));
    if (found == null) {
      commands.put("Java", List.of(java, "-cp", cp, "docs/snippets/Trends.java"));
    }
    Map<String, List<String>> said = Snippets.run(folder, commands, stack);

    assertThat(figures(said.get("Node")))
        .hasSizeGreaterThan(20)
        .isEqualTo(found == null ? figures(said.get("Java")) : found);
  }

  /** Key, status and sample of the settled figures, and how many events stand. */
  private static List<String> figures(List<String> said) {
    return said.stream()
        .map(line -> line.replaceFirst(" median .*", ""))
        .map(line -> line.replaceFirst(" \\w+ withheld", " withheld"))
        .map(line -> line.replace(", ", ",").replace("[", "").replace("]", ""))
        .filter(line -> line.contains("|") || line.endsWith("events stand"))
        .sorted()
        .toList();
  }

  @Test
  @Order(6)
  void aMarketThatReprisesIsNamedToThePeopleWhoWatchAndThenIsOver() {
    exposed = active(1);
    awaitTold("firing");
    exposed = active(0);
    awaitTold("resolved");
  }

  private static void awaitTold(String status) {
    await()
        .atMost(Duration.ofSeconds(180))
        .untilAsserted(
            () ->
                assertThat(told())
                    .contains(
                        new Told(
                            "markets",
                            status,
                            "SalarySignalsRepricingConfirmed",
                            "notice",
                            "Pay of data-engineer in US (PAID) is repricing: UP")));
  }

  @Test
  @Order(7)
  void aBrokerThatIsKilledPagesOnceAndForTheRightReason() throws Exception {
    Map<String, List<Told>> before = byAlert();
    assertThat(before.keySet()).containsExactly("SalarySignalsRepricingConfirmed");

    long pid = JSON.readTree(folder.resolve("stack/pids.json").toFile()).at("/broker/pid").asLong();
    long begun = System.nanoTime();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(180))
        .until(() -> byAlert().containsKey("SalarySignalsKafkaUnreachable"));
    System.out.printf("told after %.1f s%n", (System.nanoTime() - begun) / 1e9);
    // What would follow from it comes within the (hurried) waits of the other rules, or never.
    await()
        .pollDelay(Duration.ofSeconds(15))
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(byAlert().keySet())
                    .containsExactlyInAnyOrder(
                        "SalarySignalsRepricingConfirmed", "SalarySignalsKafkaUnreachable"));
    assertThat(byAlert().get("SalarySignalsKafkaUnreachable"))
        .allSatisfy(
            told -> {
              assertThat(told.receiver()).isEqualTo("pager");
              assertThat(told.summary()).contains("does not reach Kafka");
            });
  }

  /** What was told, but for the fullness of a disk that is full. */
  private static Map<String, List<Told>> byAlert() {
    return told().stream()
        .filter(told -> !(told.alert().equals("SalarySignalsStateNearBound") && isDiskFull()))
        .collect(Collectors.groupingBy(Told::alert, LinkedHashMap::new, Collectors.toList()));
  }

  private static boolean isDiskFull() {
    try {
      FileStore disk = Files.getFileStore(folder);
      return disk.getUsableSpace() < 0.16 * disk.getTotalSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
