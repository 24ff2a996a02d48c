package io.salarysignals.runtime.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.streams.topics.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.junit.jupiter.api.Test;

/** Topics made on a real broker. */
class TopicAdminTest {
  private static final String LEVEL = "compression.gzip.level";

  private final EmbeddedStack stack = TestStack.shared();
  private final TopicCatalogue catalogue =
      new TopicCatalogue(Settings.of(Map.of("topic.prefix", TestStack.freshPrefix())));
  private final List<Topic> topics = List.of(Topics.MARKET_TRENDS, Topics.FX_RATES);

  @Test
  void publicTopicsAreMadeWithTheCheapestLevelOfGzip() throws Exception {
    try (Admin admin = admin()) {
      TopicAdmin made = new TopicAdmin(admin, catalogue);

      assertThat(made.createMissing(topics)).hasSize(2);

      assertThat(made.differences(topics)).isEmpty();
      assertThat(level(admin)).isEqualTo("1");
      assertThat(made.createMissing(topics)).isEmpty();
    }
  }

  @Test
  void aBrokerThatDoesNotKnowTheLevelGetsItsTopicsWithoutIt() throws Exception {
    try (Admin admin = admin()) {
      TopicAdmin made =
          new TopicAdmin(renaming(admin, LEVEL, "compression.of.tomorrow"), catalogue);

      assertThat(made.createMissing(topics)).hasSize(2);

      assertThat(made.differences(topics)).isEmpty();
      assertThat(level(admin)).isNotEqualTo("1");
    }
  }

  @Test
  void whatTheBrokerMustKnowIsNeverLeftOut() {
    try (Admin admin = admin()) {
      TopicAdmin made =
          new TopicAdmin(renaming(admin, "cleanup.policy", "cleanup.of.tomorrow"), catalogue);

      assertThatThrownBy(() -> made.createMissing(topics))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("cleanup.of.tomorrow");
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
  }

  private String level(Admin admin) throws Exception {
    ConfigResource topic =
        new ConfigResource(ConfigResource.Type.TOPIC, catalogue.name(Topics.MARKET_TRENDS));
    return admin.describeConfigs(List.of(topic)).all().get().get(topic).get(LEVEL).value();
  }

  /** A client that asks for one configuration under a name that no broker knows. */
  @SuppressWarnings("unchecked")
  private static Admin renaming(Admin real, String key, String unknown) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("createTopics")) {
                arguments[0] =
                    ((Collection<NewTopic>) arguments[0])
                        .stream().map(topic -> renamed(topic, key, unknown)).toList();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static NewTopic renamed(NewTopic topic, String key, String unknown) {
    Map<String, String> configs = new HashMap<>(topic.configs());
    String value = configs.remove(key);
    if (value != null) {
      configs.put(unknown, value);
    }
    return topic.configs(configs);
  }
}
