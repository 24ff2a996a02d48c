package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessFiguresTest {
  @TempDir Path folder;

  @Test
  void readsThePeakOfResidentMemory() throws IOException {
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n");
    assertThat(ProcessFigures.peakResidentBytes(status)).isEqualTo(2 * 1024 * 1024);
    assertThat(ProcessFigures.peakResidentBytes(folder.resolve("missing"))).isNaN();
  }

  @Test
  void seesWhatThisThreadAllocates() {
    long before = ProcessFigures.allocatedBytes();
    byte[][] kept = new byte[64][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new byte[1 << 20];
    }
    assertThat(ProcessFigures.allocatedBytes() - before).isGreaterThanOrEqualTo(64L << 20);
    assertThat(kept[63]).hasSize(1 << 20);
  }

  @Test
  void theCpuTimeOfAProcessThatIsNotThereIsUnknown() {
    assertThat(ProcessFigures.cpuSeconds(Long.MAX_VALUE)).isNaN();
    assertThat(ProcessFigures.cpuSeconds(ProcessHandle.current().pid())).isPositive();
  }
}
