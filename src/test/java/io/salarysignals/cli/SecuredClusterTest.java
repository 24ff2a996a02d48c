package io.salarysignals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.TrendsFactory;
import io.salarysignals.runtime.embedded.EmbeddedBrokerMain;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.testing.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster as in production: a broker that speaks SASL_SSL only, and a registry behind TLS and
 * basic authentication. Everything passes through the configuration file, nothing else.
 */
@Tag("broker")
class SecuredClusterTest {
  private static final String PASSWORD = "changeit";
  private static final String REGISTRY_USER = "reader:secret";

  @TempDir Path folder;
  private Process broker;
  private HttpsServer registry;
  private int port;

  @BeforeEach
  void start() throws Exception {
    keytool(
        "keys.p12",
        "-genkeypair",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "SAN=dns:localhost");
    keytool("keys.p12", "-exportcert", "-file", "server.der");
    keytool("trust.p12", "-importcert", "-noprompt", "-file", "server.der");
    startRegistry();
    startBroker();
  }

  @AfterEach
  void stop() throws InterruptedException {
    registry.stop(0);
    broker.destroy();
    broker.waitFor();
  }

  @Test
  void everyClientAuthenticatesOverTls() throws Exception {
    // Given
    Path config = Files.writeString(folder.resolve("app.properties"), configuration(PASSWORD));
    Cli.Result created = Cli.run("topics", "create", "--config", config.toString());
    assertThat(created.code()).as(created.err()).isZero();
    Cli.Result fed =
        Cli.run(
            "ingest",
            "--quiet",
            "--config",
            config.toString(),
            "--side",
            folder.toString(),
            "--topic",
            "salary-observations",
            observations().toString());
    assertThat(fed.code()).as(fed.err()).isZero();
    // When
    Settings settings = Settings.load(config, Map.of(), Map.of());
    try (App app = new App("test", settings, List.of(new TrendsFactory()))) {
      app.start();
      // Then trends come out, and are decoded
      await()
          .atMost(Duration.ofSeconds(180))
          .until(() -> tail(config).contains("\"role\":\"data-engineer\",\"region\":\"US\""));
    }
    assertThat(Cli.run("audit", "--config", config.toString()).out())
        .contains("Every record is accounted for.");

    // And who has a wrong password is told so in a line
    Path wrong = Files.writeString(folder.resolve("wrong.properties"), configuration("guess"));
    Cli.Result refused = Cli.run("topics", "check", "--config", wrong.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err().lines()).hasSize(1);
    assertThat(refused.err()).contains("Authentication failed");

    // And the same of the registry, together with what else is wrong
    Cli.Result unknown =
        Cli.run(
            "run",
            "--config",
            config.toString(),
            "--set",
            "topic.prefix=other-",
            "--set",
            "registry.basic.auth.user.info=reader:guess");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("other-market-trends").contains("401");
  }

  private static String tail(Path config) {
    String[] command = {
      "tail", "market-trends", "--json", "--exit-when-idle", "1", "--config", config.toString()
    };
    return Cli.run(command).out();
  }

  private String configuration(String password) throws IOException {
    Files.write(folder.resolve("employer.key"), new byte[32]);
    return String.join(
        "\n",
        "kafka.bootstrap.servers=localhost:" + port,
        "kafka.security.protocol=SASL_SSL",
        "kafka.sasl.mechanism=PLAIN",
        "kafka.sasl.jaas.config=" + jaas() + " username=\"app\" password=\"" + password + "\";",
        "kafka.ssl.truststore.location=" + folder.resolve("trust.p12"),
        "kafka.ssl.truststore.password=" + PASSWORD,
        "registry.url=https://localhost:" + registry.getAddress().getPort(),
        "registry.basic.auth.user.info=" + REGISTRY_USER,
        "registry.ssl.truststore.location=" + folder.resolve("trust.p12"),
        "registry.ssl.truststore.password=" + PASSWORD,
        "topic.prefix=" + TestStack.freshPrefix(),
        "emit.interval=100ms",
        "max.ahead=unbounded",
        "state.dir=" + folder.resolve("state"),
        "employer.hash.key.file=" + folder.resolve("employer.key"));
  }

  private Path observations() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(
          ("{\"observationId\":\"o%d\",\"observedAt\":\"2026-03-02T10:15:00Z\",\"sourceId\":\"s\","
                  + "\"sourceType\":\"OFFER\",\"employer\":\"Firm %d\",\"title\":\"Data Engineer\","
                  + "\"region\":\"US\",\"currency\":\"USD\",\"payPeriod\":\"YEAR\",\"amount\":%d}")
              .formatted(i, i % 10, 100_000 + 100 * i));
    }
    return Files.write(folder.resolve("observations.jsonl"), lines);
  }

  private static String jaas() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required";
  }

  private void startBroker() throws Exception {
    port = FreePorts.next();
    int inner = FreePorts.next();
    int controller = FreePorts.next();
    Path properties = folder.resolve("server.properties");
    Files.writeString(
        properties,
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@localhost:" + controller,
            "listeners=SAFE://localhost:%d,INNER://localhost:%d,CONTROLLER://localhost:%d"
                .formatted(port, inner, controller),
            "advertised.listeners=SAFE://localhost:%d,INNER://localhost:%d".formatted(port, inner),
            "listener.security.protocol.map=SAFE:SASL_SSL,INNER:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name=INNER",
            "controller.listener.names=CONTROLLER",
            "listener.name.safe.sasl.enabled.mechanisms=PLAIN",
            "listener.name.safe.plain.sasl.jaas.config=" + jaas() + " user_app=\"changeit\";",
            "ssl.keystore.location=" + folder.resolve("keys.p12"),
            "ssl.keystore.password=" + PASSWORD,
            "ssl.key.password=" + PASSWORD,
            "log.dirs=" + folder.resolve("broker"),
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "offsets.topic.num.partitions=4",
            "transaction.state.log.num.partitions=4",
            "group.initial.rebalance.delay.ms=0",
            "auto.create.topics.enable=false"));
    Path log = folder.resolve("broker.log");
    broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dsalarysignals.owner=" + ProcessHandle.current().pid(),
                "-Dsalarysignals.orphan.limit.ms=1000",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedBrokerMain.class.getName(),
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(180))
        .until(
            () -> {
              assertThat(broker.isAlive()).as(Files.readString(log)).isTrue();
              return Files.readString(log).contains("Kafka Server started");
            });
  }

  /** The real registry of the tests, behind TLS and a password. */
  private void startRegistry() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(factory.getKeyManagers(), null, null);
    String behind = TestStack.shared().registryUrl();
    registry = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
    registry.setHttpsConfigurator(new HttpsConfigurator(tls));
    registry.createContext("/", exchange -> forward(exchange, behind));
    registry.start();
  }

  private static void forward(HttpExchange exchange, String behind) throws IOException {
    try (exchange) {
      String user =
          Base64.getEncoder().encodeToString(REGISTRY_USER.getBytes(StandardCharsets.UTF_8));
      if (!("Basic " + user).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      if (type != null) {
        request.header("Content-Type", type);
      }
      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keytool(String store, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", "server", "-keystore", store, "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
