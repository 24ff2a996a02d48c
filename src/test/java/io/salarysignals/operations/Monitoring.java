package io.salarysignals.operations;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Prometheus, Alertmanager and the example receiver on loopback, with the files of this project.
 * Waiting times of rules are a tenth of the real ones, so that their order stays.
 */
final class Monitoring implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern WAITS = Pattern.compile("(?m)^( +for: )(\\d+)([sm])$");

  /** One line of the example receiver. */
  record Told(String receiver, String status, String alert, String severity, String summary) {}

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int prometheus;
  private final Path told;

  private Monitoring(Path folder) throws IOException {
    this.folder = folder;
    this.prometheus = FreePorts.next();
    this.told = folder.resolve("receiver.log");
  }

  /**
   * Starts all three and waits until they answer.
   *
   * @param targets host:port of what is scraped, every second
   */
  static Monitoring start(Path folder, List<String> targets) throws IOException {
    Monitoring monitoring = new Monitoring(Files.createDirectories(folder));
    try {
      monitoring.launch(targets);
      return monitoring;
    } catch (RuntimeException | IOException e) {
      monitoring.close();
      throw e;
    }
  }

  private void launch(List<String> targets) throws IOException {
    int receiver = FreePorts.next();
    int alertmanager = FreePorts.next();
    run("receiver", "python3", "-u", "docker/webhook/receiver.py", Integer.toString(receiver));
    Path routing = folder.resolve("alertmanager.yml");
    Files.writeString(
        routing,
        Files.readString(AlertmanagerTest.CONFIG)
            .replace("http://webhook:9099", "http://127.0.0.1:" + receiver)
            .replaceAll("group_wait: \\w+", "group_wait: 1s")
            .replaceAll("group_interval: \\w+", "group_interval: 2s"));
    run(
        "alertmanager",
        "prometheus-alertmanager",
        "--config.file=" + routing,
        "--storage.path=" + folder.resolve("alertmanager"),
        "--web.listen-address=127.0.0.1:" + alertmanager,
        "--cluster.listen-address=");
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, hurried(Files.readString(Prometheus.RULES)));
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [%s]
        scrape_configs:
          - job_name: salary-signals
            static_configs: [{targets: %s}]
        alerting:
          alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]
        """
            .formatted(rules, JSON.writeValueAsString(targets), alertmanager));
    run(
        "prometheus",
        "prometheus",
        "--config.file=" + config,
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--web.listen-address=127.0.0.1:" + prometheus);
    awaitAnswer("http://127.0.0.1:" + alertmanager + "/-/ready");
    awaitAnswer("http://127.0.0.1:" + prometheus + "/-/ready");
  }

  /** A tenth of each wait; a heartbeat is due every 3 s, so its age is judged at 9 s. */
  static String hurried(String rules) {
    return WAITS
        .matcher(rules)
        .replaceAll(
            wait -> {
              int seconds = Integer.parseInt(wait.group(2)) * (wait.group(3).equals("m") ? 60 : 1);
              return wait.group(1) + seconds / 10 + "s";
            })
        .replace("contact_age_seconds > 30", "contact_age_seconds > 9");
  }

  private void run(String name, String... command) throws IOException {
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start());
  }

  private void awaitAnswer(String address) {
    await()
        .atMost(Duration.ofSeconds(180))
        .ignoreExceptions()
        .failFast("a process of the chain ended; see its log in " + folder, this::anyEnded)
        .until(
            () ->
                HTTP.send(
                            HttpRequest.newBuilder(URI.create(address)).build(),
                            HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                    == 200);
  }

  private boolean anyEnded() {
    return processes.stream().anyMatch(process -> !process.isAlive());
  }

  /**
   * Evaluates an expression now.
   *
   * @throws IllegalArgumentException with what Prometheus says where it is refused
   */
  JsonNode query(String expression) throws IOException, InterruptedException {
    String address =
        "http://127.0.0.1:%d/api/v1/query?query=%s"
            .formatted(prometheus, URLEncoder.encode(expression, StandardCharsets.UTF_8));
    JsonNode answer =
        JSON.readTree(
            HTTP.send(
                    HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
    if (!answer.path("status").asText().equals("success")) {
      throw new IllegalArgumentException(expression + ": " + answer);
    }
    return answer.at("/data/result");
  }

  /** What the receiver has been told so far. */
  List<Told> told() throws IOException {
    return Files.readAllLines(told).stream()
        .map(line -> line.split("\t"))
        .filter(parts -> parts.length == 5)
        .map(parts -> new Told(parts[0], parts[1], parts[2], parts[3], parts[4]))
        .toList();
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
