package io.salarysignals.cli;

import io.salarysignals.runtime.export.EventJson;
import io.salarysignals.runtime.export.TopicReader;
import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.UndecodableException;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the committed records of a topic as they come. */
@Command(name = "tail", description = "Show what comes out of a topic, decoded.")
public final class TailCommand implements Callable<Integer> {
  enum From {
    beginning,
    latest
  }

  @Mixin ClusterOptions cluster;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "TOPIC", description = "Name of a topic, with or without its prefix.")
  String name;

  @Option(names = "--json", description = "One JSON object per line, in a canonical form.")
  boolean asJson;

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      defaultValue = "beginning",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  From from;

  @Option(
      names = "--exit-when-idle",
      arity = "0..1",
      fallbackValue = "5",
      paramLabel = "SECONDS",
      description = "End once no record has come for so long; ${FALLBACK-VALUE} without a number.")
  Integer idleSeconds;

  @Override
  public Integer call() {
    Settings settings = cluster.settings(Need.CLUSTER, Need.REGISTRY);
    Topic topic =
        new TopicCatalogue(settings)
            .find(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no topic is called "
                            + name
                            + ": there are "
                            + String.join(", ", Topics.ALL.stream().map(Topic::name).toList())));
    if (idleSeconds != null && idleSeconds < 1) {
      throw new ParameterException(spec.commandLine(), "--exit-when-idle needs 1 second or more");
    }
    try (EventCodecs codecs = EventCodecs.open(settings.registry());
        KafkaConsumer<byte[], byte[]> consumer =
            new TopicReader(settings.kafka().consumer()).open()) {
      List<TopicPartition> partitions =
          TopicReader.partitions(consumer, settings.topic(topic.name()));
      consumer.assign(partitions);
      if (from == From.latest) {
        consumer.seekToEnd(partitions);
      } else {
        consumer.seekToBeginning(partitions);
      }
      follow(consumer, new EventJson(topic, codecs));
    }
    return ExitCode.DONE;
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer, EventJson json) {
    PrintWriter out = spec.commandLine().getOut();
    EventLine line = new EventLine(json);
    if (!asJson && !line.heading().isEmpty()) {
      out.println(line.heading());
    }
    long last = System.nanoTime();
    while (!out.checkError()) {
      var records = consumer.poll(Duration.ofMillis(250));
      for (ConsumerRecord<byte[], byte[]> record : records) {
        out.println(show(record, json, line));
      }
      if (!records.isEmpty()) {
        last = System.nanoTime();
      } else if (idleSeconds != null
          && System.nanoTime() - last > Duration.ofSeconds(idleSeconds).toNanos()) {
        return;
      }
    }
  }

  private String show(ConsumerRecord<byte[], byte[]> record, EventJson json, EventLine line) {
    try {
      return asJson
          ? json.line(record.topic(), record.key(), record.value(), record.headers())
          : line.of(record);
    } catch (UndecodableException e) {
      return "partition "
          + record.partition()
          + " offset "
          + record.offset()
          + " cannot be decoded: "
          + e.getMessage();
    }
  }
}
