package io.salarysignals.operations;

import static org.awaitility.Awaitility.await;

import io.salarysignals.testing.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The application in processes of its own, started as people start it: by its commands. */
final class Application implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path config;
  private final Path log;
  private final int port;
  private Process process;

  private Application(Path config, Path log, int port) {
    this.config = config;
    this.log = log;
    this.port = port;
  }

  /** Writes the settings; {@link #start} starts {@code run} with them. */
  static Application of(Path folder, String name, Map<String, String> settings) throws IOException {
    Files.createDirectories(folder);
    int port = FreePorts.next();
    Path key = folder.resolve("employer.key");
    if (!Files.exists(key)) {
      Files.write(key, new byte[32]);
    }
    Properties all = new Properties();
    all.putAll(settings);
    all.put("http.port", Integer.toString(port));
    all.put("state.dir", folder.resolve("state-" + name).toString());
    all.put("employer.hash.key.file", key.toString());
    Path config = folder.resolve(name + ".properties");
    try (var out = Files.newBufferedWriter(config)) {
      all.store(out, null);
    }
    return new Application(config, folder.resolve(name + ".log"), port);
  }

  Path config() {
    return config;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(command("run", "--config", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** Waits for /health/ready; fails with the log where the process ends instead. */
  void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(180))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("it ended: " + Files.readString(log));
              }
              return status("/health/ready") == 200;
            });
  }

  /** The status code of a path, or -1 without an answer. */
  int status(String path) throws InterruptedException {
    try {
      return HTTP.send(request(path), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1;
    }
  }

  String get(String path) throws IOException, InterruptedException {
    try {
      return HTTP.send(request(path), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw process.isAlive() ? e : new IOException("it has ended: " + Files.readString(log), e);
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address() + path))
        .timeout(Duration.ofSeconds(10))
        .header("Accept", "text/plain")
        .build();
  }

  /**
   * SIGTERM, as an orchestrator does it.
   *
   * @return how long the process took to end, in milliseconds
   */
  long stop() throws InterruptedException {
    long begun = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("did not stop within a minute of SIGTERM");
    }
    return (System.nanoTime() - begun) / 1_000_000;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /**
   * Runs a command of the application to its end; fails with what it said unless it exits with 0.
   */
  static String run(Path folder, String... words) throws IOException, InterruptedException {
    Tools.Said said = Tools.run(folder, Duration.ofMinutes(8), command(words));
    if (said.code() != 0) {
      throw new IllegalStateException(String.join(" ", words) + ": " + said.text());
    }
    return said.text();
  }

  private static List<String> command(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.salarysignals",
                "-cp",
                System.getProperty("java.class.path"),
                "io.salarysignals.cli.Main"));
    command.addAll(List.of(words));
    return command;
  }
}
