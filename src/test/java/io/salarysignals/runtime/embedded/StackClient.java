package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tests of the stack do with it: records in and out, schemas in and out. */
final class StackClient {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

  private final EmbeddedStack stack;

  StackClient(EmbeddedStack stack) {
    this.stack = stack;
  }

  void createTopic(String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  /** Writes the values in one transaction. */
  void writeInTransaction(String topic, List<String> values) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      values.forEach(value -> producer.send(new ProducerRecord<>(topic, "k", value)));
      producer.commitTransaction();
    }
  }

  /** All committed values of a topic, in order. */
  List<String> readAll(String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  /** Registers a record schema of this name and gives its id. */
  int register(String name) throws IOException, InterruptedException {
    String body =
        """
        {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"%s\\",\\"fields\\":[{\\"name\\":\\"x\\",\\"type\\":\\"int\\"}]}"}
        """
            .formatted(name);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(stack.registryUrl() + "/subjects/" + name + "-value/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = send(request);
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + answer);
    }
    return Integer.parseInt(id.group(1));
  }

  /** The registry's answer for a schema id. */
  String schema(int id) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(stack.registryUrl() + "/schemas/ids/" + id)).build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
