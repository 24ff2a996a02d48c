package io.salarysignals.runtime.settings;

import static io.salarysignals.runtime.settings.Keys.KAFKA_PREFIX;
import static io.salarysignals.runtime.settings.Keys.PAY_BOUNDS_PREFIX;
import static io.salarysignals.runtime.settings.Keys.REGISTRY_SSL_PREFIX;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Overlays the sources of settings, and collects all that is wrong with them. */
final class SettingsLoader {
  static final String ENVIRONMENT_PREFIX = "SALARY_SIGNALS_";

  /** Variables of the launcher, which are no settings. */
  static final Set<String> LAUNCHER =
      Set.of("HOME", "JAVA_OPTS", "OPTS", "CACHE", "DATA").stream()
          .map(name -> ENVIRONMENT_PREFIX + name)
          .collect(Collectors.toUnmodifiableSet());

  /** What Kafka's own clients understand of TLS, and so the registry client. */
  private static final Set<String> SSL = new ConfigDef().withClientSslSupport().names();

  private final SortedMap<String, String> given = new TreeMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  SettingsLoader file(String name, Properties properties) {
    for (String key : properties.stringPropertyNames()) {
      put(key, properties.getProperty(key), name);
    }
    return this;
  }

  SettingsLoader environment(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (name.startsWith(ENVIRONMENT_PREFIX) && !LAUNCHER.contains(name)) {
                put(keyOf(name), value, name);
              }
            });
    return this;
  }

  SettingsLoader overrides(String origin, Map<String, String> overrides) {
    overrides.forEach((key, value) -> put(key, value, origin));
    return this;
  }

  private void put(String key, String value, String origin) {
    given.put(key.trim(), value.trim());
    origins.put(key.trim(), origin);
  }

  /** The key that a variable of the environment stands for. */
  static String keyOf(String variable) {
    String rest = variable.substring(ENVIRONMENT_PREFIX.length());
    for (String key : Definitions.CONFIG.names()) {
      if (key.toUpperCase(Locale.ROOT).replace('.', '_').equals(rest)) {
        return key;
      }
    }
    String key = rest.toLowerCase(Locale.ROOT).replace('_', '.');
    return key.startsWith(PAY_BOUNDS_PREFIX)
        ? PAY_BOUNDS_PREFIX + key.substring(PAY_BOUNDS_PREFIX.length()).toUpperCase(Locale.ROOT)
        : key;
  }

  Settings load(Set<Need> needs) {
    SortedMap<String, PayBounds> payBounds = new TreeMap<>();
    for (Map.Entry<String, String> entry : given.entrySet()) {
      String key = entry.getKey();
      if (Definitions.CONFIG.names().contains(key)) {
        continue;
      }
      if (key.startsWith(KAFKA_PREFIX)) {
        KafkaClients.problemOf(key).ifPresent(problem -> problems.add(at(key) + problem));
      } else if (key.startsWith(REGISTRY_SSL_PREFIX)) {
        if (!SSL.contains(key.substring("registry.".length()))) {
          problems.add(
              at(key)
                  + "unknown key"
                  + Suggestions.nearest(key.substring("registry.".length()), SSL, 6)
                      .map(name -> "; did you mean registry." + name + "?")
                      .orElse(""));
        }
      } else if (key.matches("pay\\.bounds\\.[A-Z]{2}")) {
        try {
          String country = key.substring(PAY_BOUNDS_PREFIX.length());
          payBounds.put(country, Values.readPayBounds(entry.getValue()));
        } catch (IllegalArgumentException e) {
          problems.add(at(key) + e.getMessage());
        }
      } else {
        problems.add(at(key) + "unknown key" + suggestion(key));
      }
    }
    Map<String, Object> values = new HashMap<>();
    for (ConfigDef.ConfigKey key : Definitions.CONFIG.configKeys().values()) {
      read(key, values);
    }
    Settings settings = new Settings(given, values, payBounds);
    problems.addAll(new Contradictions(settings, values).find());
    needs.forEach(need -> require(need, settings, values));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems.stream().distinct().toList());
    }
    return settings;
  }

  /** Reads one key; a bad value is a problem and stays out of {@code values}. */
  private void read(ConfigDef.ConfigKey key, Map<String, Object> values) {
    String text = given.get(key.name);
    if (text == null) {
      values.put(key.name, ConfigDef.parseType(key.name, key.defaultValue, key.type));
      return;
    }
    try {
      Object value = ConfigDef.parseType(key.name, text, key.type);
      if (value == null) {
        throw new ConfigException(key.name, text, "a value is needed");
      }
      if (key.validator != null) {
        key.validator.ensureValid(key.name, value);
      }
      values.put(key.name, value);
    } catch (ConfigException e) {
      String shown = Settings.isSecret(key.name) ? "" : "\"" + text + "\" is not valid: ";
      problems.add(at(key.name) + shown + reason(e, key));
    }
  }

  private static String reason(ConfigException e, ConfigDef.ConfigKey key) {
    String message = e.getMessage();
    int colon = message.indexOf(key.name + ": ");
    return colon < 0 ? message : message.substring(colon + key.name.length() + 2);
  }

  private static String suggestion(String key) {
    return Suggestions.nearest(key, Definitions.CONFIG.names(), Math.max(2, key.length() / 4))
        .map(name -> "; did you mean " + name + "?")
        .orElse("; see the table of settings");
  }

  private void require(Need need, Settings settings, Map<String, Object> values) {
    switch (need) {
      case CLUSTER -> requireText(Keys.BOOTSTRAP_SERVERS, "the brokers, host:port", values);
      case REGISTRY -> requireText(Keys.REGISTRY_URL, "the address of the schema registry", values);
      case EMPLOYER_KEY -> {
        try {
          settings.employerHashKey();
        } catch (SettingsException e) {
          problems.addAll(e.problems());
        }
      }
    }
  }

  private void requireText(String key, String meaning, Map<String, Object> values) {
    Object value = values.get(key);
    if (value != null && value.toString().isBlank()) {
      problems.add(key + " is not set: give " + meaning);
    }
  }

  private String at(String key) {
    return key + " (" + origins.get(key) + "): ";
  }
}
