package io.salarysignals.runtime.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class EmbeddedStackTest {
  private static final StackOptions OPTIONS = StackOptions.defaults();

  @TempDir Path folder;

  @Test
  void recordsAndSchemaIdsSurviveAStopAndAKill() throws Exception {
    int first;
    int second;
    String bootstrap;
    // Given a stack with a committed record and a schema, stopped
    try (EmbeddedStack stack = start()) {
      StackClient client = new StackClient(stack);
      bootstrap = stack.bootstrapServers();
      client.createTopic("kept");
      client.writeInTransaction("kept", List.of("a", "b"));
      first = client.register("First");
      second = client.register("Second");
      assertThat(second).isNotEqualTo(first);
    }
    assertThat(folder.resolve("pids.json")).doesNotExist();

    // When it is started again, written to, and both processes are killed at once
    try (EmbeddedStack stack =
        EmbeddedStack.start(folder, OPTIONS.withRestarts(0), System.out::println)) {
      StackClient client = new StackClient(stack);
      assertThat(stack.bootstrapServers()).isEqualTo(bootstrap);
      client.writeInTransaction("kept", List.of("c"));
      int third = client.register("Third");
      kill(pids());
      StackException death = stack.failure().get(10, TimeUnit.SECONDS);
      assertThat(death).hasMessageContaining("137");
      assertThat(third).isGreaterThan(second);
    }

    // Then all is there, under the ids given out, and new ids do not collide
    try (EmbeddedStack stack = start()) {
      StackClient client = new StackClient(stack);
      assertThat(client.readAll("kept")).containsExactly("a", "b", "c");
      assertThat(client.register("Second")).isEqualTo(second);
      assertThat(client.register("First")).isEqualTo(first);
      assertThat(client.schema(second)).contains("Second");
      assertThat(client.register("Fourth")).isGreaterThan(client.register("Third"));
    }
  }

  @Test
  void aProcessThatDiesIsStartedAgainWithItsData() throws Exception {
    try (EmbeddedStack stack = start()) {
      // Given a record and a schema
      StackClient client = new StackClient(stack);
      client.createTopic("kept");
      client.writeInTransaction("kept", List.of("a"));
      int id = client.register("First");
      List<Long> before = pids();

      // When both processes are killed
      kill(before);

      // Then others take their place, at the same addresses and with the same content
      await()
          .atMost(Duration.ofSeconds(180))
          .ignoreExceptions()
          .until(() -> client.register("First") == id);
      client.writeInTransaction("kept", List.of("b"));
      assertThat(client.readAll("kept")).containsExactly("a", "b");
      assertThat(pids()).hasSize(2).doesNotContainAnyElementsOf(before);
      assertThat(stack.failure()).isNotDone();
    }
  }

  @Test
  void anotherPortIsTakenWhereTheKeptOneIsLost() throws Exception {
    String before;
    try (EmbeddedStack stack = start()) {
      before = stack.bootstrapServers();
    }
    int port = Integer.parseInt(before.substring(before.indexOf(':') + 1));
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedStack stack = start()) {
      assertThat(thief.getLocalPort()).isEqualTo(port);
      assertThat(stack.bootstrapServers()).isNotEqualTo(before);
      assertThat(new StackClient(stack).register("First")).isPositive();
    }
  }

  @Test
  void aPortTakenWhileStartingIsToldFromOtherFailures() throws Exception {
    // Given a broker that is made to listen where another program does
    List<String> said = new ArrayList<>();
    try (ServerSocket thief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StackOptions options =
          OPTIONS.withBrokerSettings(
              Map.of(
                  "listeners",
                  "PLAINTEXT://127.0.0.1:0,CONTROLLER://127.0.0.1:" + thief.getLocalPort()));

      // Then it is tried again on other ports before it is given up
      assertThatThrownBy(() -> EmbeddedStack.start(folder, options, said::add))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Address already in use");
    }
    assertThat(said).filteredOn(line -> line.contains("port was taken")).hasSize(2);
  }

  @Test
  void aFolderInUseIsRefusedWithTheOwnersPid() {
    try (EmbeddedStack stack = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(StackException.class)
          .hasMessageContaining("in use")
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
      assertThat(stack.failure()).isNotDone();
    }
  }

  @Test
  void aKilledApplicationsProcessesAreEndedByTheNext() throws Exception {
    // Given an application that was killed while its stack ran
    Process holder = hold();
    Map<String, PidFile.Entry> left = new PidFile(folder.resolve("pids.json")).read();
    assertThat(left).containsOnlyKeys("application", "broker", "registry");
    assertThat(left.get("application").pid()).isEqualTo(holder.pid());
    ProcessHandle broker = left.get("broker").find().orElseThrow();
    ProcessHandle registry = left.get("registry").find().orElseThrow();
    holder.destroyForcibly().waitFor();
    assertThat(broker.isAlive()).isTrue();
    assertThat(registry.isAlive()).isTrue();

    // When the next one starts there
    try (EmbeddedStack stack = start()) {
      // Then the orphans are gone and it serves by its own
      assertThat(left.get("broker").find()).isEmpty();
      assertThat(left.get("registry").find()).isEmpty();
      assertThat(pids()).hasSize(2).doesNotContain(broker.pid(), registry.pid());
      assertThat(new StackClient(stack).register("After")).isPositive();
    }
  }

  @Test
  void anInterruptedApplicationClosesWhatUsesTheStackAndThenTheStack() throws Exception {
    // Given a running application
    Process holder = hold();
    List<ProcessHandle> processes =
        pids().stream().map(pid -> ProcessHandle.of(pid).orElseThrow()).toList();

    // When the whole foreground gets ^C, as from a terminal
    for (ProcessHandle process : processes) {
      signal("INT", process.pid());
    }
    signal("INT", holder.pid());

    // Then the dependant was closed while the stack still ran, and nothing is left
    assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(holder.getInputStream().readAllBytes(), UTF_8))
        .contains("DEPENDANT CLOSED");
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(folder.resolve("pids.json")).doesNotExist();
  }

  @Test
  void processesEndByThemselvesWhenNobodyComesBack() throws Exception {
    // Given a process whose owner will be gone, with a limit of no time at all
    Process owner = new ProcessBuilder("/bin/cat").start();
    Process orphan =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-D" + OwnerWatch.OWNER + "=" + owner.pid(),
                "-D" + OwnerWatch.LIMIT + "=0",
                "-cp",
                System.getProperty("java.class.path"),
                OwnedMain.class.getName())
            .start();
    assertThat(orphan.getInputStream().read()).isEqualTo('.');
    assertThat(orphan.isAlive()).isTrue();

    // When the owner dies
    owner.destroyForcibly().waitFor();

    // Then it leaves
    assertThat(orphan.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(orphan.exitValue()).isZero();
  }

  @Test
  void aBrokerThatCannotStartSaysWhy() throws Exception {
    StackOptions wrong = OPTIONS.withBrokerSettings(Map.of("num.io.threads", "none"));
    assertThatThrownBy(() -> EmbeddedStack.start(folder, wrong, line -> {}))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("broker ended with exit code 1")
        .hasMessageContaining("num.io.threads");
    assertThat(folder.resolve("pids.json")).doesNotExist();
    assertThat(Files.readString(folder.resolve("logs/broker.log"))).contains("num.io.threads");
  }

  private EmbeddedStack start() {
    return EmbeddedStack.start(folder, OPTIONS, System.out::println);
  }

  private Process hold() throws Exception {
    List<String> command = new ArrayList<>(listeningToInterrupts());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StackHolderMain.class.getName(),
            folder.toString()));
    Process holder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] ready = new byte[5];
    assertThat(holder.getInputStream().readNBytes(ready, 0, 5)).isEqualTo(5);
    assertThat(new String(ready, UTF_8)).isEqualTo("READY");
    return holder;
  }

  /** What runs in a shell's background ignores ^C, and so would all that it starts. */
  private static List<String> listeningToInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("SigIgn:")
            && (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0) {
          return List.of("env", "--default-signal=INT");
        }
      }
    }
    return List.of();
  }

  private List<Long> pids() {
    Map<String, PidFile.Entry> all = new PidFile(folder.resolve("pids.json")).read();
    return List.of(all.get("broker").pid(), all.get("registry").pid());
  }

  private static void kill(List<Long> pids) {
    pids.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
  }

  private static void signal(String name, long pid) throws Exception {
    Process kill = new ProcessBuilder("kill", "-s", name, Long.toString(pid)).start();
    assertThat(kill.waitFor(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }
}
