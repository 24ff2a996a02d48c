package io.salarysignals.runtime.replay;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ReplayOrderTest} with more of everything, and another seed each time. */
@Tag("soak")
class ReplayOrderSoakTest {
  @TempDir Path folder;

  @Test
  void anyOrderGivesTheBytesThatTheModelExpects() throws IOException {
    ReplayOrderTest.check(folder, System.nanoTime(), 8_000, 90);
  }
}
