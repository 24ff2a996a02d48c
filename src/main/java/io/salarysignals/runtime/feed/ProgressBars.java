package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.console.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows the progress of a feed as a bar of bytes with records, rate and remaining time. */
public final class ProgressBars implements Progress, AutoCloseable {
  private static final int WIDTH = 100;
  private static final int INTERVAL_MILLIS = 500;

  /** Where nobody watches a bar move, a line now and then says enough. */
  private static final int LINE_INTERVAL_MILLIS = 10_000;

  private final ProgressBar bar;
  private final long begun = System.nanoTime();

  /** A bar on {@code out}, mostly standard error. */
  public ProgressBars(String task, PrintStream out) {
    boolean terminal = Terminal.isError();
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(1)
            .setUnit(" kB", 1_000)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(terminal ? INTERVAL_MILLIS : LINE_INTERVAL_MILLIS)
            .setMaxRenderedLength(WIDTH)
            .setConsumer(
                new DelegatingProgressBarConsumer(
                    line -> out.print(terminal ? '\r' + line : line + '\n'), WIDTH))
            .build();
  }

  @Override
  public void at(long records, long bytesDone, long bytesTotal) {
    bar.maxHint(bytesTotal);
    bar.stepTo(bytesDone);
    double seconds =
        Math.max(1e-3, (System.nanoTime() - begun) / (double) Duration.ofSeconds(1).toNanos());
    bar.setExtraMessage(String.format(" %,d records, %,.0f/s", records, records / seconds));
  }

  @Override
  public void close() {
    bar.close();
  }
}
