package io.salarysignals.runtime.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The secret that keys the hash of employer names. */
final class EmployerKey {
  private EmployerKey() {}

  static byte[] read(String file) {
    if (file.isBlank()) {
      throw problem(
          "is not set: name a file with at least "
              + Settings.MIN_KEY_BYTES
              + " random bytes"
              + " (for example: head -c 32 /dev/urandom > employer.key)");
    }
    byte[] key;
    try {
      key = Files.readAllBytes(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw problem("cannot be read: " + e.getClass().getSimpleName() + " " + file);
    }
    if (key.length < Settings.MIN_KEY_BYTES) {
      throw problem(file + " has " + key.length + " bytes: use at least " + Settings.MIN_KEY_BYTES);
    }
    return key;
  }

  private static SettingsException problem(String text) {
    return new SettingsException(List.of(Keys.EMPLOYER_HASH_KEY_FILE + " " + text));
  }
}
