package io.salarysignals.streams.serde;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach the schema registry and what may be done there.
 *
 * @param urls base URLs, tried in order; all HTTP(S), or one {@code mock://scope}
 * @param userInfo {@code user:password} for basic authentication, if any
 * @param ssl Kafka's {@code ssl.*} settings for the registry's TLS; empty: the JVM's defaults
 * @param requestTimeout bound of one request
 * @param retries further rounds over all URLs after the first that failed
 * @param autoRegister whether an encoder may register a schema that it does not find
 */
public record RegistrySettings(
    List<String> urls,
    Optional<String> userInfo,
    Map<String, Object> ssl,
    Duration requestTimeout,
    int retries,
    boolean autoRegister) {

  /** Key: base URLs of the registry, separated by commas. */
  public static final String URL = "registry.url";

  /** Key: {@code user:password}. */
  public static final String USER_INFO = "registry.basic.auth.user.info";

  /** Prefix of Kafka's {@code ssl.*} keys for the registry. */
  public static final String SSL_PREFIX = "registry.ssl.";

  /** Key: bound of one request, milliseconds. */
  public static final String TIMEOUT = "registry.request.timeout.ms";

  /** Key: further rounds over all URLs. */
  public static final String RETRIES = "registry.retries";

  /** Key: whether schemas may be registered by whoever writes. */
  public static final String AUTO_REGISTER = "auto.register";

  /** Key: the serde provider. */
  public static final String PROVIDER = "serde.provider";

  /** Adds the definitions of all keys but {@code registry.ssl.*} to a configuration. */
  public static ConfigDef define(ConfigDef def) {
    return def.define(
            URL,
            Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            Importance.HIGH,
            "Base URLs of the schema registry (Confluent API), tried in order.")
        .define(
            USER_INFO,
            Type.PASSWORD,
            null,
            Importance.MEDIUM,
            "user:password for basic authentication at the registry.")
        .define(
            TIMEOUT,
            Type.INT,
            2_000,
            Range.between(1, 600_000),
            Importance.LOW,
            "Bound of one request to the registry, in milliseconds.")
        .define(
            RETRIES,
            Type.INT,
            3,
            Range.between(0, 100),
            Importance.LOW,
            "Further rounds over all registry URLs after a time-out, an I/O or a server error.")
        .define(
            AUTO_REGISTER,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether schemas are registered when first written; false: they are only looked up.")
        .define(
            PROVIDER,
            Type.STRING,
            "builtin",
            Importance.LOW,
            "builtin, or confluent in a build with -Pconfluent.");
  }

  /** The same settings with other base URLs. */
  public RegistrySettings withUrls(List<String> others) {
    return new RegistrySettings(others, userInfo, ssl, requestTimeout, retries, autoRegister);
  }

  /** Defaults for the given base URLs. */
  public static RegistrySettings of(String... urls) {
    return from(Map.of(URL, List.of(urls)));
  }

  /**
   * Reads the settings; keys of others are left alone.
   *
   * @throws ConfigException for a missing or bad value, naming the key
   */
  public static RegistrySettings from(Map<String, ?> settings) {
    AbstractConfig config = new AbstractConfig(define(new ConfigDef()), settings, false);
    Map<String, Object> ssl = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(SSL_PREFIX)) {
            ssl.put(key.substring("registry.".length()), value);
          }
        });
    Password user = config.getPassword(USER_INFO);
    if (user != null && !user.value().isEmpty() && user.value().indexOf(':') < 1) {
      throw new ConfigException(USER_INFO + " must have the form user:password");
    }
    return new RegistrySettings(
        checked(config.getList(URL)),
        Optional.ofNullable(user).map(Password::value).filter(value -> !value.isEmpty()),
        ssl,
        Duration.ofMillis(config.getInt(TIMEOUT)),
        config.getInt(RETRIES),
        config.getBoolean(AUTO_REGISTER));
  }

  /** The provider named by the settings, {@code builtin} by default. */
  static String providerName(Map<String, ?> settings) {
    Object name = settings.get(PROVIDER);
    return name == null ? "builtin" : name.toString().trim();
  }

  private static List<String> checked(List<String> urls) {
    List<String> checked = new ArrayList<>();
    for (String url : urls) {
      if (url.startsWith(MockSchemaRegistry.URL_PREFIX)) {
        if (urls.size() > 1) {
          throw new ConfigException(URL, urls, "a mock:// URL stands alone");
        }
        checked.add(url);
        continue;
      }
      try {
        URI uri = URI.create(url);
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.matches("https?") || uri.getHost() == null || uri.getUserInfo() != null) {
          throw new ConfigException(
              URL, uri.getHost(), "expected http(s)://host[:port][/path], without user info");
        }
      } catch (IllegalArgumentException e) {
        throw new ConfigException(URL, "(unreadable)", "not a URL");
      }
      checked.add(url.replaceAll("/+$", ""));
    }
    if (checked.isEmpty()) {
      throw new ConfigException(URL, "", "at least one URL");
    }
    return List.copyOf(checked);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RegistrySettings[urls=" + urls + ", autoRegister=" + autoRegister + "]";
  }
}
