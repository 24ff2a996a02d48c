package io.salarysignals.runtime.embedded;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this process some time after the application that started it is gone. A restarted
 * application ends what it finds; this is for the one that never comes back.
 */
final class OwnerWatch {
  /** System property with the pid of the application. */
  static final String OWNER = "salarysignals.owner";

  /** System property with how long to outlive it, in milliseconds. */
  static final String LIMIT = "salarysignals.orphan.limit.ms";

  private OwnerWatch() {}

  static void start() {
    ProcessHandle owner = ProcessHandle.of(Long.getLong(OWNER)).orElse(null);
    long limit = Long.getLong(LIMIT);
    Thread watch =
        new Thread(
            () -> {
              if (owner != null) {
                owner.onExit().join();
              }
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(limit));
              leave();
            },
            "owner-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void leave() {
    System.err.println("The application that started this process is gone: stopping.");
    System.exit(0);
  }
}
