package io.salarysignals.runtime.replay;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Remembers in a data folder which replay it belongs to and whether that is finished. */
final class Marker {
  private static final String INPUTS = "inputs";
  private static final String PARTITIONS = "partitions";
  private static final String SETTINGS = "settings";
  private static final String FINISHED = "finished";

  private final Path file;
  private final Properties properties = new Properties();

  Marker(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
  }

  /** Takes the folder for a replay, or refuses where it belongs to another one. */
  void claim(ReplayOptions options) throws IOException {
    String settings = options.set() + " as of " + options.asOf();
    if (!properties.isEmpty()) {
      same(INPUTS, options.inputs());
      same(PARTITIONS, Integer.toString(options.partitions()));
      same(SETTINGS, settings);
      return;
    }
    properties.setProperty(INPUTS, options.inputs());
    properties.setProperty(PARTITIONS, Integer.toString(options.partitions()));
    properties.setProperty(SETTINGS, settings);
    save();
  }

  private void same(String key, String now) {
    if (!now.equals(properties.getProperty(key))) {
      throw new IllegalArgumentException(
          file.getParent()
              + " belongs to a replay with other "
              + key
              + ": give another --data folder, or the same command as before");
    }
  }

  boolean isFinished() {
    return "true".equals(properties.getProperty(FINISHED));
  }

  void finish() throws IOException {
    properties.setProperty(FINISHED, "true");
    save();
  }

  private void save() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(next)) {
      properties.store(writer, null);
    }
    Files.move(
        next,
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
