package io.salarysignals.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topics;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {
  @Test
  void policiesAreThoseOfTheDesign() {
    TopicCatalogue catalogue = new TopicCatalogue(Settings.defaults());
    Map<String, String> policies =
        Map.ofEntries(
            Map.entry("salary-observations", "delete"),
            Map.entry("job-postings", "delete"),
            Map.entry("fx-rates", "compact"),
            Map.entry("market-trends", "compact,delete"),
            Map.entry("market-progress", "compact,delete"),
            Map.entry("market-panes", "compact"),
            Map.entry("market-strata", "compact"),
            Map.entry("demand-signals", "compact,delete"),
            Map.entry("posted-contributions", "delete"),
            Map.entry("repricing-alerts", "compact,delete"),
            Map.entry("rejected-events", "delete"),
            Map.entry("dead-letters", "delete"),
            Map.entry("feed-positions", "compact"));

    assertThat(catalogue.topics()).hasSize(policies.size());
    policies.forEach(
        (name, policy) ->
            assertThat(catalogue.config(catalogue.find(name).orElseThrow()))
                .containsEntry("cleanup.policy", policy)
                .containsEntry("message.timestamp.type", "CreateTime"));
  }

  @Test
  void namesSizesAndRetentionFollowTheSettings() {
    TopicCatalogue catalogue =
        new TopicCatalogue(
            Settings.of(
                Map.of(
                    "topic.prefix",
                    "p-",
                    "topics.partitions",
                    "7",
                    "topics.replication.factor",
                    "3",
                    "topics.min.insync.replicas",
                    "2",
                    "topics.input.retention",
                    "unbounded",
                    "topics.error.retention",
                    "2d")));

    NewTopic observations = catalogue.creation(Topics.SALARY_OBSERVATIONS);
    assertThat(observations.name()).isEqualTo("p-salary-observations");
    assertThat(observations.numPartitions()).isEqualTo(7);
    assertThat(observations.replicationFactor()).isEqualTo((short) 3);
    assertThat(observations.configs())
        .containsEntry("retention.ms", "-1")
        .containsEntry("min.insync.replicas", "2");
    assertThat(catalogue.creation(Topics.FX_RATES).numPartitions()).isEqualTo(1);
    assertThat(catalogue.config(Topics.DEAD_LETTERS)).containsEntry("retention.ms", "172800000");
    assertThat(catalogue.find("p-fx-rates")).contains(Topics.FX_RATES);
    assertThat(catalogue.find("q-fx-rates")).isEmpty();
  }

  @Test
  void rejectedRecordsHaveRoomForTheirEnvelope() {
    TopicCatalogue catalogue = new TopicCatalogue(Settings.of(Map.of("record.max.bytes", "4MB")));

    assertThat(Long.parseLong(catalogue.config(Topics.REJECTED_EVENTS).get("max.message.bytes")))
        .isGreaterThan(4 << 20);
  }
}
