package io.salarysignals.runtime.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.config.types.Password;

/**
 * All settings of a process, checked: defaults, overlaid by a file, by the environment ({@code
 * SALARY_SIGNALS_} and the key in upper case with underscores) and by {@code --set key=value}.
 *
 * <p>Immutable. {@link #toString} and {@link #text} of secrets hide them.
 */
public final class Settings {
  /** Least length of the secret that keys the hash of employer names, in bytes. */
  public static final int MIN_KEY_BYTES = 32;

  private final SortedMap<String, String> given;
  private final Map<String, Object> values;
  private final SortedMap<String, PayBounds> payBounds;

  Settings(
      SortedMap<String, String> given,
      Map<String, Object> values,
      SortedMap<String, PayBounds> payBounds) {
    this.given = Collections.unmodifiableSortedMap(given);
    this.values = Map.copyOf(values);
    this.payBounds = Collections.unmodifiableSortedMap(payBounds);
  }

  /** The defaults alone. */
  public static Settings defaults() {
    return of(Map.of());
  }

  /**
   * Defaults overlaid by {@code given}.
   *
   * @throws SettingsException naming every problem
   */
  public static Settings of(Map<String, String> given) {
    return load(null, Map.of(), given);
  }

  /**
   * Defaults, then {@code file} (may be null), then {@code environment}, then {@code overrides}.
   *
   * @param needs what the command cannot do without
   * @throws SettingsException naming every problem at once
   */
  public static Settings load(
      Path file, Map<String, String> environment, Map<String, String> overrides, Need... needs) {
    Properties properties = new Properties();
    if (file != null) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new SettingsException(
            List.of(file + ": cannot be read as a properties file (" + e + ")"));
      }
    }
    return new SettingsLoader()
        .file(String.valueOf(file), properties)
        .environment(environment)
        .overrides("--set", overrides)
        .load(Set.of(needs));
  }

  /**
   * A copy in which {@code overrides} win.
   *
   * @throws SettingsException naming every problem at once
   */
  public Settings with(Map<String, String> overrides, Need... needs) {
    return new SettingsLoader()
        .overrides("settings", given)
        .overrides("override", overrides)
        .load(Set.of(needs));
  }

  /** The names of all keys, in the order of the documentation. */
  public static Collection<String> names() {
    return Definitions.CONFIG.names();
  }

  /** What was given beyond the defaults, secrets hidden. */
  public SortedMap<String, String> given() {
    SortedMap<String, String> shown = new TreeMap<>();
    given.forEach((key, value) -> shown.put(key, isSecret(key) ? Password.HIDDEN : value));
    return shown;
  }

  static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.contains("password")
        || lower.contains("jaas")
        || lower.contains("secret")
        || lower.endsWith("user.info")
        || lower.endsWith("keystore.key");
  }

  public String text(String key) {
    return (String) value(key);
  }

  /** The text of a key that may be left empty. */
  public Optional<String> optionalText(String key) {
    return Optional.of(text(key)).filter(text -> !text.isBlank());
  }

  /** The clear text of a secret. */
  public String secret(String key) {
    return ((Password) value(key)).value();
  }

  public List<String> list(String key) {
    List<String> items = new ArrayList<>();
    for (Object item : (List<?>) value(key)) {
      items.add(item.toString());
    }
    return List.copyOf(items);
  }

  public int integer(String key) {
    return (Integer) value(key);
  }

  public long number(String key) {
    return (Long) value(key);
  }

  public double decimal(String key) {
    return (Double) value(key);
  }

  public boolean flag(String key) {
    return (Boolean) value(key);
  }

  /** A length of time that always has an end. */
  public Duration duration(String key) {
    return Durations.parse(text(key));
  }

  /** A length of time, or empty for {@code unbounded}. */
  public Optional<Duration> bound(String key) {
    String text = text(key).trim();
    return text.equals(Durations.UNBOUNDED) ? Optional.empty() : Optional.of(Durations.parse(text));
  }

  /** A size in bytes. */
  public long bytes(String key) {
    return Values.readBytes(text(key));
  }

  /** The instant of {@code as.of}, or empty. */
  public Optional<Instant> asOf() {
    return instant(Keys.AS_OF);
  }

  /** An instant or date that may be left empty. */
  public Optional<Instant> instant(String key) {
    return Optional.ofNullable(Values.readInstant(text(key)));
  }

  /** Window length in days to the days between its ends on the grid, ascending. */
  public SortedMap<Integer, Integer> horizons() {
    return Values.readHorizons(text(Keys.HORIZONS));
  }

  /**
   * Profile ({@code open} or {@code protected}) by source id, for the sources that have their own.
   */
  public SortedMap<String, String> profiles() {
    return Values.readProfiles(text(Keys.GATE_PROFILE_SOURCES));
  }

  /** Pay bounds in US dollars by ISO 3166-1 alpha-2 code, for the countries that have their own. */
  public SortedMap<String, PayBounds> payBounds() {
    return payBounds;
  }

  /** The name of a topic in the cluster. */
  public String topic(String name) {
    return text(Keys.TOPIC_PREFIX) + name;
  }

  /** The {@code application.id} of a topology. */
  public String applicationId(String topology) {
    return text(Keys.TOPIC_PREFIX) + topology;
  }

  /** What the serde provider and its registry client read: {@code registry.*} and their kin. */
  public Map<String, Object> registry() {
    Map<String, Object> config = new TreeMap<>();
    config.put(Keys.REGISTRY_URL, text(Keys.REGISTRY_URL));
    config.put(Keys.REGISTRY_TIMEOUT_MS, integer(Keys.REGISTRY_TIMEOUT_MS));
    config.put(Keys.REGISTRY_RETRIES, integer(Keys.REGISTRY_RETRIES));
    config.put(Keys.REGISTRY_USER_INFO, secret(Keys.REGISTRY_USER_INFO));
    config.put(Keys.AUTO_REGISTER, flag(Keys.AUTO_REGISTER));
    config.put(Keys.SERDE_PROVIDER, text(Keys.SERDE_PROVIDER));
    given.forEach(
        (key, value) -> {
          if (key.startsWith(Keys.REGISTRY_SSL_PREFIX)) {
            config.put(key, value);
          }
        });
    return config;
  }

  /** The settings that are handed to Kafka clients. */
  public KafkaClients kafka() {
    return new KafkaClients(given, text(Keys.BOOTSTRAP_SERVERS));
  }

  /**
   * The secret that keys the hash of employer names.
   *
   * @throws SettingsException where the file is missing, unreadable or too short
   */
  public byte[] employerHashKey() {
    return EmployerKey.read(text(Keys.EMPLOYER_HASH_KEY_FILE));
  }

  private Object value(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no such setting: " + key);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Settings" + given();
  }
}
