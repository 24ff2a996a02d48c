package io.salarysignals.streams.serde;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;

/** Finds serde providers by name. */
public final class SerdeProviders {
  private SerdeProviders() {}

  /**
   * The provider of this name.
   *
   * @throws ConfigException if this build has none, saying how to get it
   */
  public static SerdeProvider named(String name) {
    return named(name, SerdeProviders.class.getClassLoader());
  }

  static SerdeProvider named(String name, ClassLoader loader) {
    SerdeProvider builtin = new BuiltinSerdeProvider();
    if (name.equals(builtin.name())) {
      return builtin;
    }
    List<String> known = new ArrayList<>(List.of(builtin.name()));
    try {
      for (SerdeProvider provider : ServiceLoader.load(SerdeProvider.class, loader)) {
        if (provider.name().equals(name)) {
          return provider;
        }
        known.add(provider.name());
      }
    } catch (ServiceConfigurationError e) {
      throw new ConfigException(
          RegistrySettings.PROVIDER, name, "a provider on the class path is broken: " + e);
    }
    String advice =
        name.equals("confluent")
            ? "this build is without Confluent's classes; build with `./mvnw -Pconfluent package`"
            : "no such provider";
    throw new ConfigException(
        RegistrySettings.PROVIDER, name, advice + ". Available here: " + String.join(", ", known));
  }
}
