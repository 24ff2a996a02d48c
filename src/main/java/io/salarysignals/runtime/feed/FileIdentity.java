package io.salarysignals.runtime.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells a file from others, wherever it lies: its name, its size and its first bytes. */
final class FileIdentity {
  private static final int FIRST_BYTES = 1 << 16;

  private FileIdentity() {}

  /** The key of the position of an input: topic, file and mapping. */
  static String of(InputSpec input) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(input.file())) {
      first = in.readNBytes(FIRST_BYTES);
    }
    String hash;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(first);
      hash = HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    return String.join(
        "|",
        input.topic().topic(),
        input.file().getFileName().toString(),
        Long.toString(Files.size(input.file())),
        hash,
        input.mapping() == null ? "" : input.mapping().fingerprint());
  }
}
