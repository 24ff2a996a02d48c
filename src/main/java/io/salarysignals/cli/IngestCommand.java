package io.salarysignals.cli;

import io.salarysignals.runtime.feed.FeedException;
import io.salarysignals.runtime.feed.FeedPlan;
import io.salarysignals.runtime.feed.FeedResult;
import io.salarysignals.runtime.feed.FeedSettings;
import io.salarysignals.runtime.feed.Feeder;
import io.salarysignals.runtime.feed.InputException;
import io.salarysignals.runtime.feed.InputSpec;
import io.salarysignals.runtime.feed.Progress;
import io.salarysignals.runtime.feed.ProgressBars;
import io.salarysignals.runtime.settings.Need;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds files into a topic. */
@Command(
    name = "ingest",
    description = {
      "Feed CSV (with a mapping), JSON Lines or schema.org JobPosting JSON-LD into a topic.",
      "Each line counts once: after an interruption run the same command again."
    })
public final class IngestCommand implements Callable<Integer> {
  @Mixin ClusterOptions cluster;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "T",
      description = "salary-observations, job-postings or fx-rates.")
  String topic;

  @Option(
      names = "--mapping",
      paramLabel = "M",
      description = "How CSV lines become records: a shipped name or a file (docs/mappings.md).")
  String mapping;

  @Option(
      names = "--side",
      paramLabel = "DIR",
      description = "Where lines that cannot be fed are written (default: the working folder).")
  Path side = Path.of("");

  @Option(
      names = "--again",
      description = "Feed files that are done once more, e.g. after missing rates were loaded.")
  boolean again;

  @Option(names = "--quiet", description = "No progress bar.")
  boolean quiet;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, each also .gz.")
  List<Path> files;

  @Spec CommandSpec spec;

  /** Records read by this run. */
  private long seen;

  @Override
  public Integer call() {
    FeedPlan plan = plan();
    FeedSettings settings =
        FeedSettings.of(cluster.settings(Need.CLUSTER, Need.REGISTRY), side.toAbsolutePath());
    FeedResult result;
    try {
      result = quiet ? run(settings, Progress.NONE, plan) : withBar(settings, plan);
    } catch (FeedException e) {
      throw new CommandFailed(e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    FeedResult.Counts counts = result.of(topic);
    out.printf(
        "%s: %,d read, %,d produced, %,d rejected%n",
        topic, counts.read(), counts.produced(), counts.rejectedTotal());
    counts.rejected().forEach((reason, n) -> out.printf("  %s %,d%n", reason, n));
    if (seen == 0 && counts.read() > 0) {
      out.println(
          "all of it by an earlier run: nothing was left to do; --again feeds it once more");
    }
    if (counts.rejectedTotal() > 0) {
      out.println("rejected lines: " + settings.sideFolder().resolve("*.rejected.*"));
    }
    return ExitCode.DONE;
  }

  private FeedResult withBar(FeedSettings settings, FeedPlan plan) {
    try (ProgressBars bar = new ProgressBars("ingest", System.err)) {
      return run(settings, bar, plan);
    } finally {
      System.err.println();
    }
  }

  private FeedResult run(FeedSettings settings, Progress progress, FeedPlan plan) {
    Progress counting =
        (records, done, total) -> {
          seen = records;
          progress.at(records, done, total);
        };
    return new Feeder(settings, counting).run(again ? plan.again() : plan);
  }

  private FeedPlan plan() {
    try {
      List<InputSpec> inputs = new ArrayList<>();
      for (Path file : files) {
        InputSpec input =
            InputSpec.of(file, mapping == null || mapping.isBlank() ? topicFor(file) : mapping);
        if (!input.topic().topic().equals(topic)) {
          throw new InputException(
              file + ": goes to " + input.topic().topic() + ", not to --topic " + topic);
        }
        inputs.add(input);
      }
      return FeedPlan.of(inputs);
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  /** CSV without a mapping is refused with the advice to give one, not with that of a topic. */
  private String topicFor(Path file) {
    return file.toString().matches("(?i).*\\.(csv|tsv)(\\.gz)?") ? null : topic;
  }
}
