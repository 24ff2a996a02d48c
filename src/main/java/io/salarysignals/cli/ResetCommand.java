package io.salarysignals.cli;

import io.salarysignals.runtime.app.Environment;
import io.salarysignals.runtime.app.Reset;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a topology forget, so that it starts from the input anew. */
@Command(
    name = "reset",
    description = "Delete a topology's internal topics, offsets and local state.",
    footer = {
      "",
      "Stop all its processes first. Input and output topics stay; state is rebuilt from what the"
          + " input still holds, and revisions start at 1 again."
    })
public final class ResetCommand implements Callable<Integer> {
  @Mixin ClusterOptions cluster;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "TOPOLOGY", description = "Name of a topology.")
  String name;

  @Option(names = "--dry-run", description = "Show what would be deleted; change nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    Settings settings = cluster.settings(Need.CLUSTER);
    TopologyFactory factory =
        Topologies.byName(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no topology is called " + name + "; run: salary-signals describe"));
    PrintWriter out = spec.commandLine().getOut();
    try (Environment environment =
            Environment.offline(settings.with(Map.of("registry.url", "mock://reset")));
        Admin admin = ClusterOptions.admin(settings)) {
      Reset reset = new Reset(settings, admin, name, factory.build(environment));
      Reset.Plan plan = reset.plan();
      plan.topics().forEach(topic -> out.println("  topic   " + topic));
      plan.offsets().forEach((place, offset) -> out.println("  offset  " + place + " " + offset));
      if (plan.state() != null) {
        out.println("  state   " + plan.state().toAbsolutePath());
      }
      if (plan.members() > 0) {
        throw new CommandFailed(
            plan.members()
                + " stream threads of "
                + settings.applicationId(name)
                + " are running: stop its processes first");
      }
      if (!dryRun) {
        reset.apply(plan);
      }
      out.println(dryRun ? "Nothing was deleted (--dry-run)." : "Deleted.");
    }
    return ExitCode.DONE;
  }
}
