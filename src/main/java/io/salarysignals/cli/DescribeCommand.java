package io.salarysignals.cli;

import io.salarysignals.runtime.app.Environment;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what topologies there are and what they are made of; needs no cluster. */
@Command(name = "describe", description = "List the topologies, or show the operators of one.")
public final class DescribeCommand implements Callable<Integer> {
  @Mixin ClusterOptions cluster;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "TOPOLOGY", arity = "0..1", description = "Name of a topology.")
  String name;

  @Override
  public Integer call() {
    Settings settings = cluster.settings();
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      for (TopologyFactory factory : Topologies.ALL) {
        out.printf("%-10s %s%n", factory.name(), factory.about());
        out.printf(
            "%-10s reads %s, group %s%n",
            "",
            String.join(
                ", ", factory.inputs().stream().map(t -> settings.topic(t.name())).toList()),
            settings.applicationId(factory.name()));
      }
      return ExitCode.DONE;
    }
    TopologyFactory factory =
        Topologies.byName(name)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "no topology is called "
                            + name
                            + ": there are "
                            + List.copyOf(
                                Topologies.ALL.stream().map(TopologyFactory::name).toList())));
    try (Environment environment =
        Environment.offline(settings.with(Map.of("registry.url", "mock://describe")))) {
      out.print(factory.build(environment).describe());
      out.flush();
    }
    return ExitCode.DONE;
  }
}
