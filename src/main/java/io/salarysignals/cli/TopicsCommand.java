package io.salarysignals.cli;

import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.RegistrySettings;
import io.salarysignals.streams.serde.SchemaCatalogue;
import io.salarysignals.streams.serde.SchemaRegistryClient;
import io.salarysignals.streams.topics.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes and checks the topics of the catalogue. */
@Command(
    name = "topics",
    description = "Create missing topics, or check all of them.",
    subcommands = {TopicsCommand.Create.class, TopicsCommand.Check.class},
    synopsisSubcommandLabel = "(create|check)")
public final class TopicsCommand {

  /** {@code topics create}. */
  @Command(
      name = "create",
      description = "Create the topics that are missing; leave the others alone.")
  static final class Create implements java.util.concurrent.Callable<Integer> {
    @Mixin ClusterOptions cluster;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      Settings settings = cluster.settings(Need.CLUSTER);
      PrintWriter out = spec.commandLine().getOut();
      try (Admin admin = ClusterOptions.admin(settings)) {
        List<String> created =
            new TopicAdmin(admin, new TopicCatalogue(settings)).createMissing(Topics.ALL);
        created.forEach(name -> out.println("created " + name));
        out.println(
            created.size()
                + " created, "
                + (Topics.ALL.size() - created.size())
                + " there already");
      }
      try (SchemaRegistryClient registry = registry(settings)) {
        if (registry == null) {
          out.println("schemas not registered: registry.url is not set");
        } else {
          int count = SchemaCatalogue.register(registry, settings::topic).size();
          out.println(count + " schemas registered, " + SchemaCatalogue.COMPATIBILITY);
        }
      }
      return ExitCode.DONE;
    }
  }

  /** {@code topics check}. */
  @Command(
      name = "check",
      description = "Report every difference from what is declared; exit 1 if any.")
  static final class Check implements java.util.concurrent.Callable<Integer> {
    @Mixin ClusterOptions cluster;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      Settings settings = cluster.settings(Need.CLUSTER);
      PrintWriter out = spec.commandLine().getOut();
      try (Admin admin = ClusterOptions.admin(settings);
          SchemaRegistryClient registry = registry(settings)) {
        List<String> differences =
            new ArrayList<>(
                new TopicAdmin(admin, new TopicCatalogue(settings)).differences(Topics.ALL));
        if (registry == null) {
          out.println("schemas not checked: registry.url is not set");
        } else {
          differences.addAll(SchemaCatalogue.differences(registry, settings::topic));
        }
        if (differences.isEmpty()) {
          out.println(Topics.ALL.size() + " topics are as declared");
          return ExitCode.DONE;
        }
        differences.forEach(difference -> out.println("  " + difference));
        throw new CommandFailed(
            differences.size()
                + (differences.size() == 1
                    ? " difference; mend it as said above"
                    : " differences; mend them as said above"));
      }
    }
  }

  /** The registry of the settings, or null where they name none. */
  private static SchemaRegistryClient registry(Settings settings) {
    return settings.text(Keys.REGISTRY_URL).isBlank()
        ? null
        : SchemaRegistryClient.open(RegistrySettings.from(settings.registry()));
  }
}
