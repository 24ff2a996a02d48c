package io.salarysignals.runtime.settings;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Writes the page that documents every setting, from the definitions. */
public final class ConfigurationDocs {
  private static final List<String> GROUPS =
      List.of(
          "Cluster and topologies",
          "Schema registry and serde",
          "HTTP and logs",
          "Intake",
          "Windows",
          "Demand",
          "Publication gate",
          "Resources and topics");

  private ConfigurationDocs() {}

  /** The whole page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    Map<String, StringBuilder> tables = new LinkedHashMap<>();
    GROUPS.forEach(group -> tables.put(group, new StringBuilder()));
    Definitions.CONFIG.configKeys().values().stream()
        .sorted(Comparator.comparingInt(key -> key.orderInGroup))
        .forEach(key -> tables.get(key.group).append(row(key)));
    tables.forEach(
        (group, rows) ->
            page.append("\n## ")
                .append(group)
                .append("\n\n| key | type and bounds | default | meaning |\n|---|---|---|---|\n")
                .append(rows));
    return page.append(TAIL).toString();
  }

  private static String row(ConfigDef.ConfigKey key) {
    String type =
        key.validator == null
            ? key.type.toString().toLowerCase(Locale.ROOT)
            : key.validator.toString();
    String value =
        key.type == ConfigDef.Type.PASSWORD
            ? ""
            : ConfigDef.convertToString(key.defaultValue, key.type);
    String shown = value == null || value.isEmpty() ? "" : "`" + value + "`";
    return "| `"
        + key.name
        + "` | "
        + type.replace("|", "\\|")
        + " | "
        + shown
        + " | "
        + key.documentation.replace("|", "\\|")
        + " |\n";
  }

  private static final String HEAD =
      """
      # Configuration

      Settings are Java properties. Later sources win:

      1. the defaults below,
      2. the file of `--config FILE`,
      3. the environment: `SALARY_SIGNALS_` and the key in upper case with underscores for dots
         (`SALARY_SIGNALS_TOPIC_PREFIX` is `topic.prefix`),
      4. `--set key=value` on the command line.

      An unknown key, a bad value, a contradiction and a missing requirement are reported all at once,
      before anything starts, with exit code 2. Durations are written `250ms`, `1s`, `5m`, `1h`, `1d`,
      `2w` or in ISO-8601 (`PT5M`); sizes `65536`, `64KB`, `16MB` or `1GB`.

      This page is generated from the code: `salary-signals docs config`.
      """;

  private static final String TAIL =
      """

      ## Patterns

      | key | value | meaning |
      |---|---|---|
      | `pay.bounds.<CC>` | `min:max` | Plausible annual pay in US dollars for one country (ISO 3166-1 alpha-2), in place of `pay.min.usd` and `pay.max.usd`. |
      | `registry.ssl.<name>` | | Kafka's `ssl.*` settings for the registry's TLS: `registry.ssl.truststore.location`, `registry.ssl.truststore.password`, ... Empty: the defaults of the JDK. |
      | `kafka.<name>` | | Handed to every Kafka client that knows the name, TLS and SASL included: `kafka.security.protocol=SASL_SSL`, `kafka.ssl.truststore.location=...`, `kafka.sasl.mechanism=...`, `kafka.sasl.jaas.config=...`. |
      | `kafka.producer.<name>`, `kafka.consumer.<name>`, `kafka.admin.<name>`, `kafka.streams.<name>` | | Handed to that kind of client only; wins over `kafka.<name>`. |

      What the results depend on (`isolation.level`, `enable.idempotence`, `application.id` and such)
      is set by the application and refused here.
      """;
}
