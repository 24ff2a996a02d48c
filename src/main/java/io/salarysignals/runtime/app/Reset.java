package io.salarysignals.runtime.app;

import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.streams.Topology;

/**
 * What a topology keeps for itself, and how to make it forget: it then starts from the input anew.
 */
public final class Reset {
  private final Settings settings;
  private final Admin admin;
  private final String applicationId;
  private final Set<String> internal;

  public Reset(Settings settings, Admin admin, String topology, Topology built) {
    this.settings = settings;
    this.admin = admin;
    this.applicationId = settings.applicationId(topology);
    this.internal = InternalTopics.of(built, applicationId);
  }

  /**
   * What is there.
   *
   * @param topics internal topics in the cluster
   * @param offsets committed offset by input partition
   * @param state the folder of local state, or null where there is none
   * @param members processes that are in the group now
   */
  public record Plan(List<String> topics, Map<String, Long> offsets, Path state, int members) {}

  /** Looks, and changes nothing. */
  public Plan plan() {
    Set<String> present = await(admin.listTopics().names());
    Map<String, Long> offsets = new TreeMap<>();
    int members = 0;
    try {
      members =
          await(admin.describeConsumerGroups(List.of(applicationId)).all())
              .get(applicationId)
              .members()
              .size();
      await(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  offsets.put(partition.toString(), offset.offset());
                }
              });
    } catch (GroupIdNotFoundException e) {
      // It has never run, or has been reset: there is nothing to forget.
    }
    Path state = Path.of(settings.text(Keys.STATE_DIR), applicationId);
    return new Plan(
        internal.stream().filter(present::contains).toList(),
        offsets,
        Files.exists(state) ? state : null,
        members);
  }

  /**
   * Deletes what {@code plan} names. Output topics stay: what comes out anew replaces it by key.
   *
   * @throws KafkaException where the cluster refuses, for example because the group has members
   */
  public void apply(Plan plan) {
    if (!plan.offsets().isEmpty()) {
      // First, because the broker refuses it while a process runs: then nothing has been touched.
      await(admin.deleteConsumerGroups(List.of(applicationId)).all());
    }
    if (!plan.topics().isEmpty()) {
      await(admin.deleteTopics(plan.topics()).all());
    }
    if (plan.state() != null) {
      delete(plan.state());
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException failure) {
        throw failure;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
