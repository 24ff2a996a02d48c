package io.salarysignals.runtime.embedded;

import java.time.Duration;
import java.util.Map;

/**
 * How the embedded stack is run.
 *
 * @param brokerHeap greatest heap of the broker process, as after {@code -Xmx}
 * @param registryHeap greatest heap of the registry process, as after {@code -Xmx}
 * @param startTimeout how long both may take until they answer
 * @param stopTimeout how long each may take to stop before it is killed
 * @param orphanLimit how long a process outlives the application that started it
 * @param restarts how many deaths of a process are mended by starting it again, over all
 * @param shutdownHook whether the end of the JVM (also by ^C) stops the stack
 * @param quickStart whether the broker's JVM compiles simply: it is ready sooner, and under a long
 *     load slower
 * @param brokerSettings broker properties that replace or add to the built-in ones
 */
public record StackOptions(
    String brokerHeap,
    String registryHeap,
    Duration startTimeout,
    Duration stopTimeout,
    Duration orphanLimit,
    int restarts,
    boolean shutdownHook,
    boolean quickStart,
    Map<String, String> brokerSettings) {

  /** How long it may take to write what was loaded to an archive, after everything else. */
  private static final Duration ARCHIVING = Duration.ofMinutes(2);

  public StackOptions {
    brokerSettings = Map.copyOf(brokerSettings);
  }

  /** What all use that process what there is as fast as they can. */
  public static StackOptions defaults() {
    return new StackOptions(
        "512m",
        "256m",
        Duration.ofSeconds(90),
        Boolean.getBoolean(StackCommands.WRITE_ARCHIVE) ? ARCHIVING : Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        10,
        true,
        false,
        Map.of());
  }

  /** What {@code demo} uses, of which somebody waits for the first figures. */
  public static StackOptions forDemo() {
    StackOptions of = defaults();
    return new StackOptions(
        of.brokerHeap,
        of.registryHeap,
        of.startTimeout,
        of.stopTimeout,
        of.orphanLimit,
        of.restarts,
        of.shutdownHook,
        true,
        of.brokerSettings);
  }

  /** The same with these broker properties instead of those given before. */
  public StackOptions withBrokerSettings(Map<String, String> settings) {
    return with(restarts, shutdownHook, settings);
  }

  /** The same with or without a JVM shutdown hook. */
  public StackOptions withShutdownHook(boolean hook) {
    return with(restarts, hook, brokerSettings);
  }

  /** The same with another number of restarts. */
  public StackOptions withRestarts(int number) {
    return with(number, shutdownHook, brokerSettings);
  }

  private StackOptions with(int number, boolean hook, Map<String, String> settings) {
    return new StackOptions(
        brokerHeap,
        registryHeap,
        startTimeout,
        stopTimeout,
        orphanLimit,
        number,
        hook,
        quickStart,
        settings);
  }
}
