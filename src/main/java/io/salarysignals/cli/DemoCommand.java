package io.salarysignals.cli;

import io.salarysignals.event.MarketTrend;
import io.salarysignals.runtime.app.StreamsApp;
import io.salarysignals.runtime.console.Terminal;
import io.salarysignals.runtime.demo.Demo;
import io.salarysignals.runtime.embedded.StackException;
import io.salarysignals.runtime.logging.Logs;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import io.salarysignals.web.HttpServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The embedded default: everything on this machine, with a simulated market streaming in. */
@Command(
    name = "demo",
    description = "Watch a simulated market stream through the whole pipeline, on this machine.",
    footer = {
      "",
      "Nothing else is needed: broker and registry are started along. All pay is simulated.",
      "The data folder survives: the next demo goes on where this one stops. ^C stops it."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long REDRAW_MILLIS = 400;
  private static final Duration QUIET = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SNAPSHOT_WIDTH = 140;
  private static final int SNAPSHOT_ROWS = 32;

  @Option(
      names = "--once",
      description = "Load the history, print the figures of one moment and end.")
  boolean once;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of /status and /metrics; 0 takes a free one (default: http.port).")
  Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".salary-signals/demo",
      description = "Data folder (default: ${DEFAULT-VALUE}).")
  Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting of docs/configuration.md. May be repeated.")
  Map<String, String> set = new LinkedHashMap<>();

  @Spec CommandSpec spec;

  private final CountDownLatch stopping = new CountDownLatch(1);

  @Override
  public Integer call() throws InterruptedException {
    if (port != null && (port < 0 || port > 65535)) {
      throw new ParameterException(spec.commandLine(), "--port must be from 0 to 65535");
    }
    Map<String, String> given = new LinkedHashMap<>(set);
    if (port != null || once) {
      // Nobody looks at a port that is gone in a minute: any free one will do.
      given.put(Keys.HTTP_PORT, Integer.toString(port == null ? 0 : port));
    }
    Logs.toFile(data.resolve("logs").resolve("app.log"), Settings.of(given));
    PrintWriter out = spec.commandLine().getOut();
    try (Demo demo =
        Demo.start(Version.number(), data, given, !once, Clock.systemUTC(), this::say)) {
      HttpServer http = serve(demo);
      demo.closeFirst(http);
      DemoScreen screen = new DemoScreen(out, !once && Terminal.isOutput());
      demo.closeFirst(
          () -> {
            stopping.countDown();
            screen.close();
          });
      String address = "http://" + demo.settings().text(Keys.HTTP_HOST) + ":" + http.port();
      say("Serving " + address + "/status and " + address + "/metrics");
      watch(demo, screen, new DemoWatch(demo, address));
      return ExitCode.DONE;
    } catch (StackException e) {
      throw new CommandFailed(e.getMessage(), e);
    }
  }

  private HttpServer serve(Demo demo) {
    try {
      return HttpServer.start(demo.settings(), demo.app().metrics(), demo.app());
    } catch (RuntimeException e) {
      throw new CommandFailed(
          "cannot serve on "
              + demo.settings().text(Keys.HTTP_HOST)
              + ":"
              + demo.settings().integer(Keys.HTTP_PORT)
              + " ("
              + StreamsApp.root(e)
              + "); give another port, such as --port 0 for any free one",
          e);
    }
  }

  private void watch(Demo demo, DemoScreen screen, DemoWatch watch) throws InterruptedException {
    CompletableFuture<Object> ended = demo.ended();
    long progress = System.nanoTime();
    long seen = -1;
    while (!stopping.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS)) {
      if (ended.isDone() && stopping.getCount() > 0) {
        screen.close();
        fail(ended);
      }
      DemoSnapshot snapshot = watch.look();
      screen.show(snapshot);
      if (!once) {
        continue;
      }
      Optional<MarketTrend> focus = settled(demo);
      if (focus.isPresent()) {
        print(snapshot, watch.name(focus.get()), focus.get());
        return;
      }
      long now = demo.read() + demo.events() + demo.sent();
      progress = now == seen ? progress : System.nanoTime();
      seen = now;
      if (System.nanoTime() - progress > PATIENCE.toNanos()) {
        throw new CommandFailed(
            "nothing has moved for "
                + PATIENCE.toMinutes()
                + " minutes and the figures are not out; see "
                + data.resolve("logs")
                + ", or start anew with another --data folder");
      }
    }
  }

  private void fail(CompletableFuture<Object> ended) throws InterruptedException {
    String reason = "it stopped by itself";
    Throwable cause = null;
    try {
      ended.get();
    } catch (ExecutionException e) {
      cause = e;
      reason = StreamsApp.root(e);
    }
    throw new CommandFailed(
        "the demo cannot go on: "
            + reason
            + "; see "
            + data.resolve("logs")
            + ", then start again: nothing committed is lost",
        cause);
  }

  /** The current figures of the focus, once all that is in has been told. */
  private static Optional<MarketTrend> settled(Demo demo) {
    if (!demo.isLoaded() || demo.quiet().compareTo(QUIET) < 0) {
      return Optional.empty();
    }
    // Just after midnight nobody may have been observed today.
    Instant newest = Clock.systemUTC().instant().truncatedTo(ChronoUnit.DAYS);
    return demo.board().current(Demo.FOCUS).filter(event -> !event.getWindowEnd().isBefore(newest));
  }

  private void print(DemoSnapshot snapshot, String name, MarketTrend focus) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    new DemoView(SNAPSHOT_WIDTH, SNAPSHOT_ROWS, false).render(snapshot).forEach(out::println);
    out.println();
    DemoDetail.lines(name, focus).forEach(out::println);
    out.flush();
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
