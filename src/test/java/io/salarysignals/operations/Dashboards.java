package io.salarysignals.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards of the chart. */
final class Dashboards {
  static final Path FOLDER = Chart.FOLDER.resolve("dashboards");

  /** A panel that shows data, and the file that it is in. */
  record Panel(String file, JsonNode json) {
    String name() {
      return file + ": " + json.get("title").asText();
    }

    /** The expressions as Prometheus gets them: variables replaced as Grafana does by default. */
    List<String> expressions() {
      List<String> expressions = new ArrayList<>();
      json.get("targets")
          .forEach(
              target ->
                  expressions.add(
                      target
                          .get("expr")
                          .asText()
                          .replace("$namespace", ".*")
                          .replace("$__rate_interval", "5m")));
      return expressions;
    }
  }

  private Dashboards() {}

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  static List<Panel> panels() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (Path file : files()) {
      for (JsonNode panel : Chart.YAML.readTree(file.toFile()).get("panels")) {
        if (!panel.get("type").asText().equals("row")) {
          panels.add(new Panel(file.getFileName().toString(), panel));
        }
      }
    }
    return panels;
  }
}
