package io.salarysignals.runtime.replay;

import io.salarysignals.runtime.embedded.TestStack;
import io.salarysignals.runtime.feed.FeedPlan;
import io.salarysignals.runtime.feed.InputSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Replays on the stack that all tests share, under topics and state of their own. */
final class SharedReplay {
  private SharedReplay() {}

  /**
   * @param hold the partition to deliver last, or -1
   */
  static Summary run(List<Path> inputs, Path out, int partitions, int hold) throws IOException {
    Files.createDirectories(out);
    List<String> named = inputs.stream().map(Path::toString).toList();
    FeedPlan plan = FeedPlan.of(InputSpec.parseAll(named));
    ReplayOptions options =
        new ReplayOptions(
            out,
            null,
            partitions,
            true,
            null,
            Map.of("topic.prefix", TestStack.freshPrefix()),
            named.toString());
    Path data = Files.createDirectories(out.resolve("data"));
    return new Replay(
            options,
            hold < 0 ? plan : plan.holding(hold),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .run(TestStack.shared(), data);
  }
}
