package io.salarysignals.runtime.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Ends what a killed application left running in a data folder. */
final class Orphans {
  private Orphans() {}

  /**
   * To be called with the folder's lock held: whatever runs with its argument files is then ours
   * and nobody's. Found by {@code pids.json}, and by argument file for a process whose application
   * died between its start and its entry.
   */
  static void end(
      Map<String, PidFile.Entry> left,
      Map<String, Path> argumentFiles,
      Duration timeout,
      Consumer<String> progress) {
    argumentFiles.forEach(
        (name, file) -> {
          PidFile.Entry entry = left.get(name);
          ProcessHandle known = entry == null ? null : entry.find().orElse(null);
          String argument = ManagedProcess.argument(file);
          List<ProcessHandle> orphans =
              ProcessHandle.allProcesses()
                  .filter(p -> p.equals(known) || PidFile.lastArgument(p).equals(argument))
                  .toList();
          for (ProcessHandle orphan : orphans) {
            progress.accept("Ending the " + name + " left by an earlier run");
            ManagedProcess.end(orphan, timeout);
          }
        });
  }
}
