package io.salarysignals.runtime.feed;

import io.salarysignals.runtime.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A process that feeds one file and prints {@code DONE} with the counts; made to be killed. */
public final class FeedMain {
  private FeedMain() {}

  /** Arguments: broker, registry, prefix, folder of side files, partition to hold or -1, file. */
  public static void main(String[] args) {
    Settings settings =
        Settings.of(
            Map.of(
                "kafka.bootstrap.servers",
                args[0],
                "registry.url",
                args[1],
                "topic.prefix",
                args[2]));
    FeedSettings often =
        FeedSettings.of(settings, Path.of(args[3])).committingEvery(Duration.ofMillis(20));
    OptionalInt hold =
        args[4].equals("-1") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(args[4]));
    FeedPlan plan = FeedPlan.of(InputSpec.parseAll(List.of(args[5])));
    Progress told =
        (records, done, total) -> {
          if (records > 0) {
            System.out.println("AT " + records);
          }
        };
    FeedResult result =
        new Feeder(often, told).run(hold.isPresent() ? plan.holding(hold.getAsInt()) : plan);
    System.out.println("DONE " + result.topics());
  }
}
