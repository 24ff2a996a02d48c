package io.salarysignals.runtime.replay;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ReplayKillTest} with at least twenty kills. */
@Tag("soak")
class ReplayKillSoakTest {
  private static final int KILLS = Integer.getInteger("kills", 20);

  @TempDir Path folder;

  @Test
  void goesOnAsIfNothingHadHappened() throws Exception {
    ReplayKillTest.check(
        folder, Long.getLong("seed", System.nanoTime()), KILLS, 40_000, 60, 16_000);
  }
}
