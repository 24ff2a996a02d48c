package io.salarysignals.cli;

/** What the process tells its caller. */
public final class ExitCode {
  public static final int DONE = 0;

  /** The check or the run failed. */
  public static final int FAILED = 1;

  /** Wrong arguments or settings: nothing was started. */
  public static final int USAGE = 2;

  private ExitCode() {}
}
