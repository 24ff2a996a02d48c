package io.salarysignals.runtime.replay;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link MutatedInputTest} with a hundred thousand inputs. */
@Tag("soak")
class MutatedInputSoakTest {
  @TempDir Path folder;

  @Test
  void everyDamagedInputIsAccountedFor() throws Exception {
    MutatedInputTest.check(folder, Long.getLong("seed", System.nanoTime()), 40_000, 40_000, 20_000);
  }
}
