package io.salarysignals.streams.serde.confluent;

import io.salarysignals.streams.serde.EventCodecs;
import io.salarysignals.streams.serde.RegistrySettings;
import io.salarysignals.streams.serde.SchemaRegistryClient;
import io.salarysignals.streams.serde.SerdeProvider;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/**
 * The provider {@code confluent}: Confluent's serializer and deserializer do the work, configured
 * from the same settings as ours.
 */
public final class ConfluentSerdeProvider implements SerdeProvider {
  @Override
  public String name() {
    return "confluent";
  }

  @Override
  public EventCodecs open(Map<String, ?> settings) {
    RegistrySettings registry = RegistrySettings.from(settings);
    if (registry.urls().get(0).startsWith("mock://")) {
      throw new ConfigException(
          RegistrySettings.URL, registry.urls(), "serde.provider=confluent needs a real registry");
    }
    return new ConfluentCodecs(SchemaRegistryClient.open(registry), confluent(registry));
  }

  /** Our settings under Confluent's names. */
  static Map<String, Object> confluent(RegistrySettings settings) {
    Map<String, Object> configs = new HashMap<>();
    configs.put("schema.registry.url", String.join(",", settings.urls()));
    configs.put("auto.register.schemas", settings.autoRegister());
    configs.put("use.latest.version", false);
    // The text registered is then the same as ours, and so is the id.
    configs.put("avro.remove.java.properties", true);
    configs.put("specific.avro.reader", true);
    int timeout = (int) settings.requestTimeout().toMillis();
    configs.put("http.connect.timeout.ms", timeout);
    configs.put("http.read.timeout.ms", timeout);
    configs.put("max.retries", settings.retries());
    settings
        .userInfo()
        .ifPresent(
            user -> {
              configs.put("basic.auth.credentials.source", "USER_INFO");
              configs.put("basic.auth.user.info", user);
            });
    settings.ssl().forEach((key, value) -> configs.put("schema.registry." + key, value));
    return configs;
  }
}
