package io.salarysignals.operations;

import static io.salarysignals.operations.Image.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.testing.FreePorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image is built and run as a careful orchestrator runs it, against the embedded stack. */
@Tag("soak")
@Tag("operations")
class ImageSoakTest {
  private static final int OBSERVATIONS = 20_000;
  private static final String CONTAINER = "salary-signals-image-test";

  @TempDir Path folder;

  @Test
  void theImageRunsWithoutRootAndStopsWithCommittedWork() throws Exception {
    Tools.need("podman", "podman");
    Tools.need("runc", "runc");
    Tools.need("mmdebstrap", "mmdebstrap");
    // Containers run as another user: what they mount must be open to it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Image image = new Image(folder);
    image.build();
    EmbeddedStack stack = TestStack.shared();
    Map<String, String> settings =
        Map.of(
            "kafka.bootstrap.servers", stack.bootstrapServers(),
            "registry.url", stack.registryUrl(),
            "topic.prefix", TestStack.freshPrefix());
    try (Application outside = Application.of(folder.resolve("app"), "app", settings)) {
      String config = outside.config().toString();
      Application.run(folder, "topics", "create", "--config", config);
      int port = FreePorts.next();
      good(
          image.podman(
              "run",
              "-d",
              "--name=" + CONTAINER,
              "--replace",
              "--network=host",
              "--read-only",
              "--cap-drop=all",
              "--security-opt=no-new-privileges",
              "--tmpfs=/tmp:rw,size=256m",
              "--memory=1536m",
              "--volume=" + folder.resolve("app/employer.key") + ":/keys/employer.key:ro",
              "--env=SALARY_SIGNALS_EMPLOYER_HASH_KEY_FILE=/keys/employer.key",
              "--env=SALARY_SIGNALS_HTTP_HOST=127.0.0.1",
              "--env=SALARY_SIGNALS_HTTP_PORT=" + port,
              "--env=SALARY_SIGNALS_KAFKA_BOOTSTRAP_SERVERS=" + stack.bootstrapServers(),
              "--env=SALARY_SIGNALS_REGISTRY_URL=" + stack.registryUrl(),
              "--env=SALARY_SIGNALS_TOPIC_PREFIX=" + settings.get("topic.prefix"),
              Image.NAME));
      try {
        await()
            .atMost(Duration.ofMinutes(10))
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> image.podman("healthcheck", "run", CONTAINER).code() == 0);
        isRestricted(image);
        Path market = folder.resolve("market");
        Application.run(
            folder,
            "simulate",
            "--scenario=steady",
            "--seed=3",
            "--observations=" + OBSERVATIONS,
            "--out=" + market);
        for (String topic : List.of("fx-rates", "salary-observations")) {
          Application.run(
              folder,
              "ingest",
              "--quiet",
              "--config",
              config,
              "--side=" + folder,
              "--topic",
              topic,
              market.resolve(topic + ".jsonl").toString());
        }
        talksToKafkaAndTheRegistryOnly(image, stack, port);
        // In the middle of its work, or after it: what is committed adds up either way.
        long begun = System.nanoTime();
        good(image.podman("stop", "--time=60", CONTAINER));
        System.out.printf("stopped after %.1f s%n", (System.nanoTime() - begun) / 1e9);
        String exit =
            good(
                image.podman(
                    "inspect", "--format={{.State.ExitCode}} {{.State.OOMKilled}}", CONTAINER));
        // 143: ended by SIGTERM; 137 would be the kill after the grace period.
        assertThat(exit.strip().lines().reduce("", (a, b) -> b)).isIn("0 false", "143 false");
        String audit = Application.run(folder, "audit", "--config", config);
        System.out.println(audit);
        assertThat(audit).contains("Every record is accounted for");
      } finally {
        System.out.println(image.podman("logs", "--tail=20", CONTAINER).text());
        image.podman("rm", "--force", CONTAINER);
      }
    }
  }

  private static void isRestricted(Image image) throws Exception {
    assertThat(good(image.podman("exec", CONTAINER, "id", "-u"))).contains("10001");
    assertThat(image.podman("exec", CONTAINER, "touch", "/opt/x").text())
        .contains("Read-only file system");
    String maps = good(image.podman("exec", CONTAINER, "cat", "/proc/1/maps"));
    assertThat(maps).contains("libjemalloc.so.2").contains("/opt/salary-signals/classes.jsa");
    assertThat(good(image.podman("exec", CONTAINER, "cat", "/proc/1/status")))
        .containsPattern("CapEff:\\s+0000000000000000\n");
  }

  /** Established connections of the process: the two addresses it was given, and its own port. */
  private static void talksToKafkaAndTheRegistryOnly(Image image, EmbeddedStack stack, int port)
      throws Exception {
    String[] lines =
        good(image.podman("inspect", "--format={{.State.Pid}}", CONTAINER)).strip().split("\n");
    Path process = Path.of("/proc", lines[lines.length - 1]);
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      for (Path file : files.toList()) {
        String target = Files.readSymbolicLink(file).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring(8, target.length() - 1));
        }
      }
    }
    Set<Integer> allowed =
        Set.of(
            URI.create("kafka://" + stack.bootstrapServers()).getPort(),
            URI.create(stack.registryUrl()).getPort());
    List<String> others = new ArrayList<>();
    int found = 0;
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
        String[] cells = line.strip().split("\\s+");
        boolean listens = cells[3].equals("0A");
        if (cells.length > 9 && inodes.contains(cells[9]) && !listens) {
          int local = Integer.parseInt(cells[1].split(":")[1], 16);
          int remote = Integer.parseInt(cells[2].split(":")[1], 16);
          found++;
          if (!allowed.contains(remote) && local != port) {
            others.add(table + " " + cells[1] + " to " + cells[2]);
          }
        }
      }
    }
    assertThat(found).isPositive();
    assertThat(others).isEmpty();
  }
}
