package io.salarysignals.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.topics.Topics;
import io.salarysignals.web.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a process against a real broker. */
class AppTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @TempDir Path folder;
  private Settings settings;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void topics() {
    EmbeddedStack stack = TestStack.shared();
    settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers",
                stack.bootstrapServers(),
                "registry.url",
                stack.registryUrl(),
                "topic.prefix",
                TestStack.freshPrefix(),
                "state.dir",
                folder.toString(),
                "topics.partitions",
                "2",
                "commit.interval",
                "100ms",
                // A thread that is replaced keeps its tasks until its session is over.
                "kafka.consumer.session.timeout.ms",
                EmbeddedStack.SESSION_TIMEOUT_MILLIS,
                "http.port",
                "0"));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      TopicAdmin topics = new TopicAdmin(admin, new TopicCatalogue(settings));
      assertThat(topics.createMissing(Topics.ALL)).hasSize(Topics.ALL.size());
      assertThat(topics.createMissing(Topics.ALL)).isEmpty();
      assertThat(topics.differences(Topics.ALL)).isEmpty();
    }
  }

  @Test
  void runsServesAndStops() throws Exception {
    try (App app = new App("test", settings, List.of(new EchoTopology()));
        HttpServer server = HttpServer.start(settings, app.metrics(), app)) {
      // Given a process that has not started
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);

      // When it runs and input comes
      app.start();
      await().atMost(PATIENCE).until(() -> app.status().ready());
      send("a", "passing", "b");

      // Then each record comes out once, although a thread was replaced in between
      assertThat(output(3)).containsExactlyInAnyOrder("a", "passing", "b");
      await().atMost(PATIENCE).until(() -> app.status().ready());
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
      JsonNode status = new ObjectMapper().readTree(get(server, "/status").body());
      JsonNode echo = status.at("/topologies/0");
      assertThat(echo.at("/phase").asText()).isEqualTo("RUNNING");
      assertThat(echo.at("/threadsReplaced").asInt()).isEqualTo(1);
      assertThat(echo.at("/threadsAlive").asInt()).isEqualTo(2);
      assertThat(echo.at("/activity/lastInput").asText()).startsWith("20");

      HttpResponse<String> metrics = get(server, "/metrics");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
      assertThat(metrics.body())
          .contains("salary_signals_records_total{outcome=\"accepted\"")
          .contains("salary_signals_state{topology=\"echo\"} 2.0")
          .contains("kafka_stream_alive_stream_threads")
          .contains("kafka_stream_thread_commit_latency_max")
          .contains("kafka_consumer_fetch_manager_records_lag_max")
          .endsWith("# EOF\n");
      assertThat(metrics.body().lines().filter(line -> !line.startsWith("#")).count())
          .isLessThan(600);
      assertThat(get(server, "/metrics", "text/plain").headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
      assertThat(get(server, "/nothing").statusCode()).isEqualTo(404);

      app.close();
      assertThat(app.ended()).isCompleted();
    }
  }

  @Test
  void whoHasNoNameLeavesTheGroupAndWhoHasOneStays() throws Exception {
    assertThat(membersAfterStop(settings)).isZero();
    assertThat(
            membersAfterStop(
                settings.with(Map.of("group.instance.id", "one", "topics.partitions", "2"))))
        .isPositive();
  }

  private int membersAfterStop(Settings of) throws Exception {
    try (App app = new App("test", of, List.of(new EchoTopology()));
        Admin admin = Admin.create(of.kafka().admin())) {
      app.start();
      await().atMost(PATIENCE).until(() -> app.status().ready());
      app.close();
      String group = of.applicationId("echo");
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().size();
    }
  }

  @Test
  void aDefectStopsTheProcessAndIsTold() throws Exception {
    try (App app = new App("test", settings, List.of(new EchoTopology()));
        HttpServer server = HttpServer.start(settings, app.metrics(), app)) {
      app.start();
      await().atMost(PATIENCE).until(() -> app.status().ready());

      send("bug");

      await().atMost(PATIENCE).until(() -> app.ended().isCompletedExceptionally());
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(503);
      HttpResponse<String> ready = get(server, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("echo is FAILED (stopped by a failure: see the log");
    }
  }

  @Test
  void everyDifferenceOfTheTopicsIsTold() {
    Settings other =
        settings.with(
            Map.of(
                "topics.partitions",
                "3",
                "topics.error.retention",
                "1d",
                "topics.min.insync.replicas",
                "2"));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      List<String> differences =
          new TopicAdmin(admin, new TopicCatalogue(other)).differences(Topics.ALL);

      assertThat(differences.stream().filter(d -> d.contains("min.insync.replicas is 1")))
          .hasSize(Topics.ALL.size());
      assertThat(differences.stream().filter(d -> d.contains("retention.ms is"))).hasSize(2);
      // Inputs may have any number of partitions.
      assertThat(differences.stream().filter(d -> d.contains("has 2 partitions")))
          .extracting(d -> d.substring(d.indexOf('-') + 1, d.indexOf(':')))
          .contains("market-trends", "market-panes", "demand-signals", "dead-letters")
          .doesNotContain("salary-observations", "job-postings");
      assertThat(String.join("\n", differences))
          .contains("market-trends: has 2 partitions, topics.partitions says 3")
          .contains("dead-letters: retention.ms is 1209600000, should be 86400000");
    }
  }

  private void send(String... values) {
    Map<String, Object> config = settings.kafka().producer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : values) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(settings.topic("salary-observations"), bytes, bytes));
      }
    }
  }

  private List<String> output(int count) {
    Map<String, Object> config = settings.kafka().consumer();
    config.put("group.id", settings.topic("reader"));
    config.put("auto.offset.reset", "earliest");
    config.put("isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(settings.topic("dead-letters")));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(200))) {
                  values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
                return values.size() >= count;
              });
    }
    return values;
  }

  private HttpResponse<String> get(HttpServer server, String path) throws Exception {
    return get(server, path, "*/*");
  }

  private HttpResponse<String> get(HttpServer server, String path, String accept) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Accept", accept)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
