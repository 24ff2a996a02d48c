package io.salarysignals.runtime.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopFramesTest {
  private static final long BUSY_NANOS = Duration.ofSeconds(2).toNanos();

  @TempDir Path folder;

  /** A value that no compiler can leave out. */
  private volatile long result;

  private void busyHere() {
    long end = System.nanoTime() + BUSY_NANOS;
    long sum = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 100_000; i++) {
        sum = sum * 31 + Long.hashCode(sum ^ i);
      }
    }
    result = sum;
  }

  @Test
  void findsWhereAStreamThreadWasAndLeavesOthersOut() throws Exception {
    Path file = folder.resolve("recording.jfr");
    // Given one stream thread and another thread, both busy, each in a method of its own
    Thread stream = new Thread(this::busyHere, "trends-1-StreamThread-1");
    Thread other = new Thread(this::busyElsewhere, "somebody-else");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10)).withStackTrace();
      recording.start();
      stream.start();
      other.start();
      stream.join();
      other.join();
      recording.stop();
      recording.dump(file);
    }
    System.out.println("busy with " + result);
    // When
    TopFrames top = TopFrames.read(file);
    StringWriter text = new StringWriter();
    top.print(new PrintWriter(text));
    // Then
    assertThat(top.inclusiveShare(TopFramesTest.class.getName() + ".busyHere"))
        .as(text.toString())
        .isGreaterThan(0.9);
    assertThat(top.inclusiveShare(TopFramesTest.class.getName() + ".busyElsewhere")).isZero();
    assertThat(text.toString()).contains("somebody-else");
  }

  private void busyElsewhere() {
    busyHere();
  }
}
