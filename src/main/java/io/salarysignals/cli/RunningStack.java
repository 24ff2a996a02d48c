package io.salarysignals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Finds the broker and the registry of a demo or replay that runs on a data folder. */
final class RunningStack {
  private RunningStack() {}

  /** Settings that lead to the stack of {@code data}. */
  static Map<String, String> settingsOf(Path data) {
    Path ports = data.resolve("ports.properties");
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(ports)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new CommandFailed(
          "no stack has run on " + data + ": give the --data folder of a running demo or replay",
          e);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("kafka.bootstrap.servers", "127.0.0.1:" + properties.getProperty("broker"));
    settings.put(
        "registry.url",
        "http://127.0.0.1:" + properties.getProperty("registry") + "/apis/ccompat/v7");
    return settings;
  }
}
