package io.salarysignals.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.salarysignals.runtime.embedded.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Client programs of the documentation, run side by side. */
final class Snippets {
  private static final int MOST_SECONDS = 300;

  private Snippets() {}

  /** Runs each with broker and registry as arguments to its end; gives what it said, by name. */
  static Map<String, List<String>> run(
      Path folder, Map<String, List<String>> commands, EmbeddedStack stack) throws Exception {
    Map<String, Process> processes = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : commands.entrySet()) {
      List<String> command = new ArrayList<>(entry.getValue());
      command.add(stack.bootstrapServers());
      command.add(stack.registryUrl());
      processes.put(
          entry.getKey(),
          new ProcessBuilder(command)
              .redirectOutput(folder.resolve(entry.getKey() + ".out").toFile())
              .redirectError(folder.resolve(entry.getKey() + ".err").toFile())
              .start());
    }
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (Map.Entry<String, Process> entry : processes.entrySet()) {
      String name = entry.getKey();
      boolean ended = entry.getValue().waitFor(MOST_SECONDS, TimeUnit.SECONDS);
      entry.getValue().destroyForcibly();
      assertThat(ended).as(name + " ended").isTrue();
      assertThat(entry.getValue().exitValue())
          .as(name + ": " + Files.readString(folder.resolve(name + ".err")))
          .isZero();
      said.put(name, Files.readAllLines(folder.resolve(name + ".out")));
    }
    return said;
  }
}
