package io.salarysignals.runtime.embedded;

import io.salarysignals.runtime.topics.TopicAdmin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One broker and one registry for all tests of a JVM, started by the first that asks and stopped at
 * the end of the JVM. Tests keep apart by {@link #freshPrefix()}.
 */
public final class TestStack {
  private static final AtomicInteger PREFIXES = new AtomicInteger();

  /** What is due for deletion or compaction goes at once, and not after the end of every test. */
  private static final Map<String, String> EAGER_CLEANING =
      Map.of("log.retention.check.interval.ms", "1000", "log.cleaner.backoff.ms", "500");

  private static EmbeddedStack shared;

  private TestStack() {}

  /** The shared stack. */
  public static synchronized EmbeddedStack shared() {
    if (shared == null) {
      Path folder = tempFolder();
      // Hooks run side by side: stopping and deleting is one hook, in this order.
      EmbeddedStack stack =
          EmbeddedStack.start(
              folder,
              StackOptions.defaults().withShutdownHook(false).withBrokerSettings(EAGER_CLEANING),
              System.out::println);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    stack.stop();
                    delete(folder);
                  }));
      shared = stack;
    }
    return shared;
  }

  /** A prefix for topics, groups and application ids that no other test of this JVM has. */
  public static String freshPrefix() {
    return "t" + PREFIXES.incrementAndGet() + "-";
  }

  /** Makes a topic with these settings and waits until it is there. */
  public static void createTopic(String name, int partitions, Map<String, String> settings) {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", shared().bootstrapServers()))) {
      admin.createTopics(List.of(topic)).all().get();
      TopicAdmin.awaitLeaders(admin, List.of(name));
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path tempFolder() {
    try {
      return Files.createTempDirectory("salary-signals-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
