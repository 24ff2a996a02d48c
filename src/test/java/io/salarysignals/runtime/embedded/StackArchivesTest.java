package io.salarysignals.runtime.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes start from the archives of classes that the launcher has prepared, if any. */
class StackArchivesTest {
  private static final String FOLDER = "salarysignals.classes";
  private static final String WRITE = "salarysignals.classes.archive";

  @TempDir Path folder;

  @BeforeEach
  void registry() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    Files.createFile(folder.resolve("registry-runner.jar"));
  }

  @AfterEach
  void forget() {
    System.clearProperty(FOLDER);
    System.clearProperty(WRITE);
  }

  private Map<String, List<String>> commands() {
    StackHome home = new StackHome(folder, "classes", folder);
    StackCommands commands = new StackCommands(folder, home, StackOptions.defaults());
    return Map.of("broker", commands.broker(1, 2), "registry", commands.registry(3));
  }

  @Test
  void without_archives_nothing_is_said_of_them() {
    System.setProperty(FOLDER, folder.toString());
    commands()
        .forEach((name, command) -> assertThat(command).noneMatch(word -> word.contains(".jsa")));
  }

  @Test
  void an_archive_that_is_there_is_used_and_not_written_again() throws IOException {
    System.setProperty(FOLDER, folder.toString());
    System.setProperty(WRITE, "true");
    for (String name : List.of("broker", "registry")) {
      Files.createFile(folder.resolve(name + ".jsa"));
    }
    commands()
        .forEach(
            (name, command) ->
                assertThat(command)
                    .filteredOn(word -> word.contains(".jsa"))
                    .containsExactly("-XX:SharedArchiveFile=" + folder.resolve(name + ".jsa")));
  }

  @Test
  void one_that_is_missing_is_written_where_that_is_asked_for() {
    System.setProperty(FOLDER, folder.toString());
    System.setProperty(WRITE, "true");
    commands()
        .forEach(
            (name, command) ->
                assertThat(command)
                    .contains("-XX:ArchiveClassesAtExit=" + folder.resolve(name + ".jsa")));
  }
}
