package io.salarysignals.cli;

import io.salarysignals.runtime.app.App;
import io.salarysignals.runtime.app.StreamsApp;
import io.salarysignals.runtime.app.Topologies;
import io.salarysignals.runtime.app.TopologyFactory;
import io.salarysignals.runtime.logging.Logs;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Need;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.runtime.topics.TopicAdmin;
import io.salarysignals.runtime.topics.TopicCatalogue;
import io.salarysignals.streams.serde.RegistrySettings;
import io.salarysignals.streams.serde.SchemaRegistryClient;
import io.salarysignals.streams.topics.Topic;
import io.salarysignals.web.HttpServer;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the configured topologies against a cluster until it is stopped. */
@Command(
    name = "run",
    description = "Run topologies against a given cluster and registry.",
    footer = {
      "",
      "Settings, topics and registry are checked before anything starts. ^C stops it"
          + " after a last commit."
    })
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin ClusterOptions cluster;
  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = cluster.settings(Need.CLUSTER, Need.REGISTRY, Need.EMPLOYER_KEY);
    List<String> problems = new ArrayList<>();
    List<TopologyFactory> factories = factories(settings, problems);
    check(settings, factories, problems);
    Logs.toStandardOutput(settings);
    CountDownLatch closed = new CountDownLatch(1);
    try (App app = new App(Version.number(), settings, factories);
        HttpServer http = HttpServer.start(settings, app.metrics(), app)) {
      Thread stop =
          new Thread(
              () -> {
                LOG.info("stopping");
                http.close();
                app.close();
                closed.countDown();
              },
              "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      app.start();
      LOG.info("serving on http://{}:{}/status", settings.text(Keys.HTTP_HOST), http.port());
      try {
        app.ended().get();
        closed.await();
        return ExitCode.DONE;
      } catch (ExecutionException e) {
        throw new CommandFailed(
            "a topology failed: "
                + StreamsApp.root(e)
                + "; mend the cause and start again, nothing committed is lost",
            e);
      }
    }
  }

  /** The topologies named in the settings; what names none is a problem. */
  private static List<TopologyFactory> factories(Settings settings, List<String> problems) {
    List<TopologyFactory> factories = new ArrayList<>();
    for (String name : settings.list(Keys.TOPOLOGIES)) {
      Topologies.byName(name)
          .ifPresentOrElse(
              factories::add,
              () ->
                  problems.add(
                      Keys.TOPOLOGIES
                          + ": there is no topology "
                          + name
                          + ", name one of "
                          + Topologies.ALL.stream().map(TopologyFactory::name).toList()));
    }
    if (settings.list(Keys.TOPOLOGIES).isEmpty()) {
      problems.add(Keys.TOPOLOGIES + ": nothing to run, name one or more topologies");
    }
    return factories;
  }

  /** Looks at topics and registry, and tells everything that is wrong at once. */
  private void check(Settings settings, List<TopologyFactory> factories, List<String> problems) {
    List<Topic> topics = factories.stream().flatMap(f -> f.topics().stream()).distinct().toList();
    try (Admin admin = ClusterOptions.admin(settings)) {
      problems.addAll(new TopicAdmin(admin, new TopicCatalogue(settings)).differences(topics));
    } catch (org.apache.kafka.common.KafkaException e) {
      problems.add(
          Keys.BOOTSTRAP_SERVERS + ": the cluster does not answer (" + StreamsApp.root(e) + ")");
    }
    try (SchemaRegistryClient registry =
        SchemaRegistryClient.open(RegistrySettings.from(settings.registry()))) {
      registry.subjects();
    } catch (RuntimeException e) {
      problems.add(
          Keys.REGISTRY_URL + ": the registry does not answer (" + StreamsApp.root(e) + ")");
    }
    if (!problems.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      problems.forEach(problem -> err.println("  " + problem));
      throw new CommandFailed(
          problems.size()
              + (problems.size() == 1 ? " problem" : " problems")
              + " to mend before the start");
    }
  }
}
