package io.salarysignals.runtime.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The terminal of this process, asked through the standard tools: the JDK tells neither which
 * stream is a terminal nor how large it is.
 */
public final class Terminal {
  private static final long PATIENCE_SECONDS = 2;
  private static final File TTY = new File("/dev/tty");

  private Terminal() {}

  /**
   * A size in characters.
   *
   * @param columns 1 or more
   * @param rows 1 or more
   */
  public record Size(int columns, int rows) {}

  /** Whether standard output goes to a terminal that understands ANSI sequences. */
  public static boolean isOutput() {
    return isTerminal(1);
  }

  /** Whether standard error goes to a terminal that understands ANSI sequences. */
  public static boolean isError() {
    return isTerminal(2);
  }

  private static boolean isTerminal(int descriptor) {
    String kind = System.getenv("TERM");
    if (kind == null || kind.equals("dumb")) {
      return false;
    }
    try {
      Process test =
          new ProcessBuilder("/bin/sh", "-c", "test -t " + descriptor).inheritIO().start();
      return ended(test) && test.exitValue() == 0;
    } catch (IOException noShell) {
      return false;
    }
  }

  /** How large the terminal is now, or {@code otherwise} where that cannot be told. */
  public static Size size(Size otherwise) {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(TTY)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] words =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split(" ");
      if (!ended(stty) || stty.exitValue() != 0 || words.length != 2) {
        return otherwise;
      }
      Size size = new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
      return size.columns() > 0 && size.rows() > 0 ? size : otherwise;
    } catch (IOException | NumberFormatException unknown) {
      return otherwise;
    }
  }

  private static boolean ended(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }
}
