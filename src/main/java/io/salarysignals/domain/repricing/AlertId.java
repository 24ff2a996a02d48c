package io.salarysignals.domain.repricing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The stable name of an alert: the first half of SHA-256 over cell, direction and onset, in hex.
 */
public final class AlertId {
  private static final int BYTES = 16;

  private AlertId() {}

  /**
   * @param cell role|region|basis
   * @param direction 1 or -1
   * @param onset epoch day
   */
  public static String of(String cell, int direction, int onset) {
    String name = cell + '|' + (direction > 0 ? "UP" : "DOWN") + '|' + onset;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
