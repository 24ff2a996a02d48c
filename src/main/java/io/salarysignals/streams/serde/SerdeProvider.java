package io.salarysignals.streams.serde;

import java.util.Map;

/**
 * A way to encode and decode events. {@code builtin} is always there; others are found by {@link
 * java.util.ServiceLoader}, such as {@code confluent} in a build with {@code -Pconfluent}.
 */
public interface SerdeProvider {
  /** The value of the setting {@code serde.provider} that selects this provider. */
  String name();

  /**
   * Opens a connection to the registry that the settings name; see {@link RegistrySettings}.
   *
   * @throws org.apache.kafka.common.config.ConfigException for a missing or bad setting
   */
  EventCodecs open(Map<String, ?> settings);
}
