package io.salarysignals.runtime.topics;

import io.salarysignals.streams.topics.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the declared topics and compares them with what is there. Closes nothing it was given.
 */
public final class TopicAdmin {
  private static final long TIMEOUT_SECONDS = 30;

  private final Admin admin;
  private final TopicCatalogue catalogue;

  public TopicAdmin(Admin admin, TopicCatalogue catalogue) {
    this.admin = admin;
    this.catalogue = catalogue;
  }

  /**
   * Creates those of {@code topics} that are missing; existing ones are left as they are.
   *
   * @return the names of the created topics
   * @throws KafkaException where the cluster refuses or does not answer
   */
  public List<String> createMissing(Collection<Topic> topics) {
    Set<String> present = names();
    List<Topic> missing =
        topics.stream().filter(topic -> !present.contains(catalogue.name(topic))).toList();
    List<String> created = new ArrayList<>();
    List<Topic> refused = create(missing, catalogue::tunedCreation, created);
    create(refused, catalogue::creation, created);
    created.sort(null);
    awaitLeaders(admin, created);
    return created;
  }

  /**
   * Creates topics, and adds their names to {@code created}.
   *
   * @return those that were tuned in a way that the broker does not know
   */
  private List<Topic> create(
      List<Topic> topics, Function<Topic, NewTopic> how, List<String> created) {
    List<Topic> refused = new ArrayList<>();
    var results = admin.createTopics(topics.stream().map(how).toList()).values();
    for (Topic topic : topics) {
      String name = catalogue.name(topic);
      try {
        await(results.get(name));
        created.add(name);
      } catch (TopicExistsException e) {
        // Another process made it in the meantime, which is all that is wanted.
      } catch (InvalidConfigurationException e) {
        if (how.apply(topic).configs().equals(catalogue.config(topic))) {
          throw e;
        }
        refused.add(topic);
      }
    }
    return refused;
  }

  /**
   * Waits until brokers know of new topics, which they hear of some time after the controller, and
   * lead their partitions. A producer whose first batch was refused by a leader that did not know
   * of its role yet, and whose second was not, would repeat the first in vain until it gives up.
   *
   * @throws KafkaException where they do not after half a minute
   */
  public static void awaitLeaders(Admin admin, Collection<String> topics) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      try {
        askLeaders(admin, topics);
        return;
      } catch (RetriableException e) {
        // Any broker may answer, also one that has not heard of them.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** Asks for what only leaders answer. */
  private static void askLeaders(Admin admin, Collection<String> topics) {
    Set<String> unseen = new TreeSet<>(topics);
    unseen.removeAll(await(admin.listTopics().names()));
    if (!unseen.isEmpty()) {
      throw new UnknownTopicOrPartitionException("the brokers do not know " + unseen);
    }
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    await(admin.describeTopics(topics).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        each ->
                            ends.put(
                                new TopicPartition(name, each.partition()), OffsetSpec.latest())));
    await(admin.listOffsets(ends).all());
  }

  /** How many partitions a topic has in the cluster, where it must exist. */
  public int partitions(Topic topic) {
    String name = catalogue.name(topic);
    return await(admin.describeTopics(List.of(name)).allTopicNames()).get(name).partitions().size();
  }

  /**
   * Compares {@code topics} with the cluster.
   *
   * @return one line per difference, saying what to do; empty where all is as declared
   * @throws KafkaException where the cluster does not answer
   */
  public List<String> differences(Collection<Topic> topics) {
    List<String> found = new ArrayList<>();
    Set<String> present = names();
    List<Topic> there = new ArrayList<>();
    for (Topic topic : topics) {
      if (present.contains(catalogue.name(topic))) {
        there.add(topic);
      } else {
        found.add(catalogue.name(topic) + ": missing; run: salary-signals topics create");
      }
    }
    List<String> names = there.stream().map(catalogue::name).toList();
    Map<String, TopicDescription> described = await(admin.describeTopics(names).allTopicNames());
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = await(admin.describeConfigs(resources).all());
    for (Topic topic : there) {
      String name = catalogue.name(topic);
      comparePartitions(topic, described.get(name).partitions().size(), found);
      compareConfig(topic, configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name)), found);
    }
    return found;
  }

  private void comparePartitions(Topic topic, int actual, List<String> found) {
    int declared = catalogue.partitions(topic);
    String name = catalogue.name(topic);
    if (!topic.spread() && actual != 1) {
      found.add(name + ": has " + actual + " partitions, must have 1; delete and create it anew");
    } else if (topic.spread() && topic.direction() != Topic.Direction.IN && actual != declared) {
      // How an input topic is spread is its producers' choice; results do not depend on it.
      found.add(
          name
              + ": has "
              + actual
              + " partitions, topics.partitions says "
              + declared
              + "; set topics.partitions="
              + actual
              + " or create the topic anew");
    }
  }

  private void compareConfig(Topic topic, Config actual, List<String> found) {
    String name = catalogue.name(topic);
    catalogue
        .config(topic)
        .forEach(
            (key, declared) -> {
              String value = actual.get(key) == null ? null : actual.get(key).value();
              if (!same(key, declared, value)) {
                found.add(
                    name
                        + ": "
                        + key
                        + " is "
                        + value
                        + ", should be "
                        + declared
                        + "; run: kafka-configs --alter --topic "
                        + name
                        + " --add-config "
                        + key
                        + "="
                        + (declared.contains(",") ? "[" + declared + "]" : declared));
              }
            });
  }

  private static boolean same(String key, String declared, String actual) {
    if (actual == null) {
      return false;
    }
    if (key.equals("cleanup.policy")) {
      return new TreeSet<>(List.of(declared.split(",")))
          .equals(new TreeSet<>(List.of(actual.split(","))));
    }
    if (key.equals("max.message.bytes") || key.equals("min.insync.replicas")) {
      return Long.parseLong(actual) >= Long.parseLong(declared);
    }
    return declared.equals(actual);
  }

  private Set<String> names() {
    return await(admin.listTopics().names());
  }

  static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException failure) {
        throw failure;
      }
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("no answer within " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
