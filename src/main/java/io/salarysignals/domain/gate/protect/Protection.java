package io.salarysignals.domain.gate.protect;

/** How protected contributions are told from open ones: by their employer key. */
public final class Protection {
  /** Least employer key of a protected contribution; open ones lie below. */
  public static final int FIRST_KEY = 1 << 16;

  private Protection() {}

  public static boolean isProtected(int employer) {
    return employer >= FIRST_KEY;
  }

  /** Whether ascending employer keys hold a protected one: then only this package may publish. */
  public static boolean holdsProtected(int[] employers, int length) {
    return length > 0 && isProtected(employers[length - 1]);
  }
}
