package io.salarysignals.runtime.app;

import io.salarysignals.streams.topics.Topic;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** One of the topologies that a process can run. */
public interface TopologyFactory {
  /** Its name in {@code topologies}; its application id is the topic prefix and this. */
  String name();

  /** What it does, in a sentence. */
  String about();

  /** The input topics whose unread records are its lag. */
  List<Topic> inputs();

  /** Whether it takes in records from outside, and so counts them and their event times. */
  default boolean hasIntake() {
    return inputs().stream().anyMatch(topic -> topic.direction() == Topic.Direction.IN);
  }

  /** All topics that must be there before it starts, inputs included. */
  List<Topic> topics();

  /** Builds it: a pure function of the settings and the number of partitions of its topics. */
  Topology build(Environment environment);
}
