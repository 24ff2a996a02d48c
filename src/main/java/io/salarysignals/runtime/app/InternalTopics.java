package io.salarysignals.runtime.app;

import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** The topics that Kafka Streams makes for a topology: changelogs and repartition topics. */
public final class InternalTopics {
  private InternalTopics() {}

  /**
   * Names in the cluster of all that the topology may have. Read from the topology itself, not
   * guessed from prefixes, so that another application's topics are never among them.
   */
  public static Set<String> of(Topology topology, String applicationId) {
    Set<String> names = new TreeSet<>();
    for (TopologyDescription.Subtopology part : topology.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        if (node instanceof TopologyDescription.Processor processor) {
          processor
              .stores()
              .forEach(store -> names.add(applicationId + "-" + store + "-changelog"));
        } else if (node instanceof TopologyDescription.Source source && source.topicSet() != null) {
          source.topicSet().stream()
              .filter(topic -> topic.endsWith("-repartition"))
              .forEach(topic -> names.add(applicationId + "-" + topic));
        }
      }
    }
    return names;
  }
}
