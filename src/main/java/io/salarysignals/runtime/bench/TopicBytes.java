package io.salarysignals.runtime.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What one topic has cost.
 *
 * @param topic its name
 * @param kind input, repartition, changelog or output
 * @param recordsSent by the job; 0 for an input
 * @param bytesSent by the job, compressed; 0 for an input
 * @param endOffsets sum of its end offsets, markers of transactions included
 * @param bytesOnDisk at the end: what was cleaned or purged before is not in it
 */
public record TopicBytes(
    String topic, Kind kind, long recordsSent, long bytesSent, long endOffsets, long bytesOnDisk) {

  /** What a topic is for. */
  public enum Kind {
    INPUT,
    REPARTITION,
    CHANGELOG,
    OUTPUT
  }

  /** All topics of a broker with something in them, by name; Kafka's own are left out. */
  static List<TopicBytes> read(
      Admin admin, Map<String, SentMeters.Sent> sent, List<String> inputs) {
    try {
      Map<String, Long> disk = new TreeMap<>();
      List<Integer> brokers =
          admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      for (Map<String, LogDirDescription> folders :
          admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        folders
            .values()
            .forEach(
                folder ->
                    folder
                        .replicaInfos()
                        .forEach((p, info) -> disk.merge(p.topic(), info.size(), Long::sum)));
      }
      Map<String, Long> ends = ends(admin, disk);
      List<TopicBytes> all = new ArrayList<>();
      disk.forEach(
          (topic, bytes) -> {
            SentMeters.Sent own = sent.getOrDefault(topic, new SentMeters.Sent(0, 0));
            if (ends.getOrDefault(topic, 0L) > 0) {
              all.add(
                  new TopicBytes(
                      topic,
                      inputs.contains(topic) ? Kind.INPUT : kind(topic),
                      own.records(),
                      own.bytes(),
                      ends.get(topic),
                      bytes));
            }
          });
      return all;
    } catch (ExecutionException e) {
      throw new KafkaException("the sizes of the topics are not known", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }

  private static Map<String, Long> ends(Admin admin, Map<String, Long> topics)
      throws ExecutionException, InterruptedException {
    List<String> own = topics.keySet().stream().filter(name -> !name.startsWith("__")).toList();
    Map<TopicPartition, OffsetSpec> asked = new java.util.HashMap<>();
    admin
        .describeTopics(own)
        .allTopicNames()
        .get()
        .forEach(
            (name, description) ->
                description
                    .partitions()
                    .forEach(
                        p ->
                            asked.put(
                                new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    Map<String, Long> ends = new TreeMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, end) -> ends.merge(partition.topic(), end.offset(), Long::sum));
    return ends;
  }

  private static Kind kind(String topic) {
    return topic.endsWith("-changelog")
        ? Kind.CHANGELOG
        : topic.endsWith("-repartition") ? Kind.REPARTITION : Kind.OUTPUT;
  }
}
