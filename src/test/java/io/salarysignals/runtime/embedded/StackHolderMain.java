package io.salarysignals.runtime.embedded;

import java.nio.file.Path;

/** An application that starts the stack of its argument's folder and holds it until it is ended. */
public final class StackHolderMain {
  private StackHolderMain() {}

  /** Prints {@code READY} when the stack answers and stops it at the end of standard input. */
  public static void main(String[] args) throws Exception {
    try (EmbeddedStack stack =
        EmbeddedStack.start(Path.of(args[0]), StackOptions.defaults(), line -> {})) {
      stack.closeFirst(() -> System.out.println("DEPENDANT CLOSED"));
      System.out.println("READY");
      while (System.in.read() >= 0) {
        // Holds on until the test closes the stream or ends the process.
      }
    }
    System.out.println("STOPPED");
  }
}
