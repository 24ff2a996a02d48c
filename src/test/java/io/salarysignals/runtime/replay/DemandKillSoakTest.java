package io.salarysignals.runtime.replay;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link DemandKillTest} with at least twenty kills. */
@Tag("soak")
class DemandKillSoakTest {
  private static final int KILLS = Integer.getInteger("kills", 20);

  @TempDir Path folder;

  @Test
  void goesOnAsIfNothingHadHappened() throws Exception {
    DemandKillTest.check(
        folder, Long.getLong("seed", System.nanoTime()), KILLS, 5_000, 120, 16_000);
  }
}
