package io.salarysignals.cli;

import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Option;

/** Options of every command that talks to a cluster. */
public final class ClusterOptions {
  @Option(names = "--config", paramLabel = "FILE", description = "Properties file with settings.")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; wins over file and environment. May be repeated.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of a running demo or replay: talk to its broker and registry.")
  Path data;

  /** The settings, checked; all problems at once. */
  public Settings settings(Need... needs) {
    Map<String, String> overrides = new LinkedHashMap<>();
    if (data != null) {
      overrides.putAll(RunningStack.settingsOf(data));
    }
    overrides.putAll(set);
    return Settings.load(config, System.getenv(), overrides, needs);
  }

  /** An admin client; the caller closes it. */
  static Admin admin(Settings settings) {
    Map<String, Object> config = settings.kafka().admin();
    config.putIfAbsent("client.id", "salary-signals-admin");
    // Kafka refuses a request time-out above that of the whole call.
    if (!config.containsKey("default.api.timeout.ms")
        && !config.containsKey("request.timeout.ms")) {
      config.put("default.api.timeout.ms", "20000");
      config.put("request.timeout.ms", "10000");
    }
    return Admin.create(config);
  }
}
