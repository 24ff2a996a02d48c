package io.salarysignals.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void defaultsAreThoseOfTheDesign() {
    Settings settings = Settings.defaults();

    assertThat(settings.list(Keys.TOPOLOGIES)).containsExactly("trends");
    assertThat(settings.text(Keys.HTTP_HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.text(Keys.PROCESSING_GUARANTEE)).isEqualTo("exactly_once_v2");
    assertThat(settings.duration(Keys.EMIT_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.duration(Keys.DISORDER_BOUND)).isEqualTo(Duration.ofHours(1));
    assertThat(settings.bound(Keys.RETENTION)).contains(Duration.ofDays(400));
    assertThat(settings.bound(Keys.MAX_AHEAD)).contains(Duration.ofDays(1));
    assertThat(settings.asOf()).isEmpty();
    assertThat(settings.horizons()).isEqualTo(Map.of(7, 1, 28, 1, 91, 7, 364, 28));
    assertThat(settings.integer(Keys.GATE_MIN_N)).isEqualTo(30);
    assertThat(settings.integer(Keys.GATE_MIN_EMPLOYERS)).isEqualTo(5);
    assertThat(settings.decimal(Keys.GATE_MAX_SHARE)).isEqualTo(0.25);
    assertThat(settings.decimal(Keys.GATE_MAX_TOP2_SHARE)).isEqualTo(0.5);
    assertThat(settings.integer(Keys.GATE_TAIL_MIN_EMPLOYERS)).isEqualTo(10);
    assertThat(settings.profiles()).isEmpty();
    assertThat(settings.topic("fx-rates")).isEqualTo("fx-rates");
  }

  @Test
  void everyKindOfValueIsRead() {
    Settings settings =
        Settings.of(
            Map.ofEntries(
                Map.entry("topic.prefix", "a."),
                Map.entry("topologies", "trends, other"),
                Map.entry("retention", "unbounded"),
                Map.entry("commit.interval", "PT0.25S"),
                Map.entry("as.of", "2025-03-01"),
                Map.entry("horizons", "14:7, 7:1"),
                Map.entry("gate.profile.sources", "payroll-1=protected, survey=open"),
                Map.entry("pay.bounds.DE", "9000:900000.5"),
                Map.entry("record.max.bytes", "2 MB"),
                Map.entry("auto.register", "false")));

    assertThat(settings.topic("fx-rates")).isEqualTo("a.fx-rates");
    assertThat(settings.applicationId("trends")).isEqualTo("a.trends");
    assertThat(settings.list(Keys.TOPOLOGIES)).containsExactly("trends", "other");
    assertThat(settings.bound(Keys.RETENTION)).isEmpty();
    assertThat(settings.duration(Keys.COMMIT_INTERVAL)).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.asOf()).contains(Instant.parse("2025-03-01T00:00:00Z"));
    assertThat(settings.horizons()).isEqualTo(Map.of(7, 1, 14, 7));
    assertThat(settings.profiles()).isEqualTo(Map.of("payroll-1", "protected", "survey", "open"));
    assertThat(settings.payBounds()).isEqualTo(Map.of("DE", new PayBounds(9000, 900000.5)));
    assertThat(settings.bytes(Keys.RECORD_MAX_BYTES)).isEqualTo(2_097_152);
    assertThat(settings.flag(Keys.AUTO_REGISTER)).isFalse();
  }

  @Test
  void laterSourcesWin() throws IOException {
    // Given all three sources, each with one key more than the next
    Path file = folder.resolve("s.properties");
    Files.writeString(file, "http.port=1\nstream.threads=1\ngate.min.n=31\n");
    Map<String, String> environment =
        Map.of(
            "SALARY_SIGNALS_HTTP_PORT", "2",
            "SALARY_SIGNALS_STREAM_THREADS", "3",
            "SALARY_SIGNALS_PAY_BOUNDS_US", "10000:20000",
            "SALARY_SIGNALS_KAFKA_SECURITY_PROTOCOL", "SSL",
            "SALARY_SIGNALS_JAVA_OPTS", "-Xmx1g",
            "OTHER", "x");

    // When
    Settings settings = Settings.load(file, environment, Map.of("http.port", "4"));

    // Then
    assertThat(settings.integer(Keys.HTTP_PORT)).isEqualTo(4);
    assertThat(settings.integer(Keys.STREAM_THREADS)).isEqualTo(3);
    assertThat(settings.integer(Keys.GATE_MIN_N)).isEqualTo(31);
    assertThat(settings.payBounds()).containsKey("US");
    assertThat(settings.kafka().producer()).containsEntry("security.protocol", "SSL");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("topic.prefx", "a");
    given.put("stream.threads", "many");
    given.put("http.port", "70000");
    given.put("emit.interval", "1 parsec");
    given.put("retention", "forever");
    given.put("horizons", "7:8");
    given.put("gate.profile.sources", "a=secret");
    given.put("pay.bounds.DE", "5");
    given.put("pay.min.usd", "9");
    given.put("pay.max.usd", "8");
    given.put("gate.min.n", "60");
    given.put("kafka.securty.protocol", "SSL");
    given.put("kafka.isolation.level", "read_uncommitted");
    given.put("processing.guarantee", "at_most_once");

    SettingsException e =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                Settings.load(
                    null, Map.of(), given, Need.CLUSTER, Need.REGISTRY, Need.EMPLOYER_KEY));

    String all = String.join("\n", e.problems());
    assertThat(all)
        .contains("topic.prefx (--set): unknown key; did you mean topic.prefix?")
        .contains("stream.threads (--set): \"many\"")
        .contains("http.port (--set): \"70000\"")
        .contains("emit.interval (--set): \"1 parsec\" is not valid: write a duration")
        .contains("retention (--set): \"forever\"")
        .contains("horizons (--set)")
        .contains("gate.profile.sources (--set)")
        .contains("pay.bounds.DE (--set): write min:max")
        .contains("pay.min.usd must be less than pay.max.usd")
        .contains("gate.min.n must not exceed gate.protected.min.n")
        .contains("did you mean kafka.security.protocol?")
        .contains("kafka.isolation.level (--set): is set by the application")
        .contains("processing.guarantee (--set)")
        .contains("kafka.bootstrap.servers is not set")
        .contains("registry.url is not set")
        .contains("employer.hash.key.file is not set");
    assertThat(e.problems()).hasSize(16);
  }

  @Test
  void employerKeyMustBeThereAndLongEnough() throws IOException {
    Path shortKey = Files.write(folder.resolve("short.key"), new byte[31]);
    Path goodKey = Files.write(folder.resolve("good.key"), new byte[32]);

    assertThatThrownBy(() -> load(shortKey)).hasMessageContaining("31 bytes: use at least 32");
    assertThatThrownBy(() -> load(folder.resolve("none"))).hasMessageContaining("cannot be read");
    assertThat(load(goodKey).employerHashKey()).hasSize(32);
  }

  private static Settings load(Path key) {
    return Settings.load(
        null, Map.of(), Map.of("employer.hash.key.file", key.toString()), Need.EMPLOYER_KEY);
  }

  @Test
  void secretsAreNeverShown() {
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.sasl.jaas.config", "x password=hunter2;",
                "registry.basic.auth.user.info", "me:hunter2",
                "registry.ssl.truststore.password", "hunter2"));

    assertThat(settings.toString()).doesNotContain("hunter2");
    assertThat(settings.registry().toString()).contains("me:hunter2");
    SettingsException e =
        catchThrowableOfType(
            SettingsException.class,
            () -> Settings.of(Map.of("registry.basic.auth.user.info", "hunter2")));
    assertThat(e.problems()).hasSize(1).allSatisfy(p -> assertThat(p).doesNotContain("hunter2"));
  }

  @Test
  void kafkaSettingsReachTheClientsThatKnowThem() {
    KafkaClients kafka =
        Settings.of(
                Map.of(
                    "kafka.bootstrap.servers", "b:9092",
                    "kafka.ssl.truststore.location", "/t",
                    "kafka.linger.ms", "7",
                    "kafka.consumer.max.poll.records", "9",
                    "kafka.streams.topology.optimization", "all",
                    "kafka.my.plugin", "p"))
            .kafka();

    assertThat(kafka.consumer())
        .isEqualTo(
            Map.of(
                "bootstrap.servers",
                "b:9092",
                "ssl.truststore.location",
                "/t",
                "max.poll.records",
                "9",
                "my.plugin",
                "p"));
    assertThat(kafka.producer())
        .containsEntry("linger.ms", "7")
        .doesNotContainKey("max.poll.records");
    assertThat(kafka.admin()).doesNotContainKey("linger.ms");
    assertThat(kafka.streams())
        .containsEntry("consumer.max.poll.records", "9")
        .containsEntry("topology.optimization", "all")
        .containsEntry("linger.ms", "7");
  }

  @Test
  void aCopyWithOverridesKeepsTheRest() {
    Settings settings = Settings.of(Map.of("http.port", "0", "pay.bounds.FR", "1:2"));

    Settings copy = settings.with(Map.of("stream.threads", "5"));

    assertThat(copy.integer(Keys.HTTP_PORT)).isZero();
    assertThat(copy.integer(Keys.STREAM_THREADS)).isEqualTo(5);
    assertThat(copy.payBounds()).containsKey("FR");
  }

  @Test
  void anUnreadableFileIsAProblemOfTheSettings() {
    assertThatThrownBy(() -> Settings.load(folder.resolve("none"), Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none");
  }

  @Test
  void everyKeyCanBeSetFromTheEnvironment() {
    for (String key : Settings.names()) {
      String variable = "SALARY_SIGNALS_" + key.toUpperCase(Locale.ROOT).replace('.', '_');
      assertThat(SettingsLoader.keyOf(variable)).isEqualTo(key);
    }
    assertThat(List.copyOf(Settings.names())).doesNotHaveDuplicates().hasSizeGreaterThan(60);
  }
}
