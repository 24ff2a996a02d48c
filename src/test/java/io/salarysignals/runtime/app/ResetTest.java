package io.salarysignals.runtime.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.salarysignals.runtime.export.StackRecords;
import io.salarysignals.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forgetting on a real broker: all that the topology keeps, and nothing else. */
class ResetTest {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  @TempDir Path folder;

  @Test
  void deletesWhatTheTopologyKeepsAndNothingElse() throws Exception {
    Settings settings =
        StackRecords.settings()
            .with(Map.of("state.dir", folder.toString(), "commit.interval", "50ms"));
    Topology topology = new EchoTopology().build(Environment.offline(settings));
    try (Admin admin = Admin.create(settings.kafka().admin())) {
      Reset reset = new Reset(settings, admin, "echo", topology);
      assertThat(reset.plan()).isEqualTo(new Reset.Plan(List.of(), Map.of(), null, 0));

      // Given a topology that has run
      try (App app = new App("test", settings, List.of(new EchoTopology()));
          KafkaProducer<byte[], byte[]> producer = StackRecords.producer(settings, null)) {
        app.start();
        producer
            .send(
                new ProducerRecord<>(
                    settings.topic("salary-observations"), 0, new byte[] {1}, new byte[] {1}))
            .get();
        await().atMost(PATIENCE).until(() -> !reset.plan().offsets().isEmpty());
        assertThat(reset.plan().members()).isPositive();
      }
      await().atMost(PATIENCE).until(() -> reset.plan().members() == 0);
      Reset.Plan plan = reset.plan();
      assertThat(plan.topics()).containsExactly(settings.topic("echo-seen-changelog"));
      assertThat(plan.offsets()).containsKey(settings.topic("salary-observations-0"));
      assertThat(plan.state()).isEqualTo(folder.resolve(settings.topic("echo")));
      int before = admin.listTopics().names().get().size();

      // When
      reset.apply(plan);

      // Then
      await().atMost(PATIENCE).until(() -> reset.plan().topics().isEmpty());
      assertThat(reset.plan()).isEqualTo(new Reset.Plan(List.of(), Map.of(), null, 0));
      assertThat(admin.listTopics().names().get()).hasSize(before - 1);
      assertThat(Files.exists(plan.state())).isFalse();
    }
  }
}
