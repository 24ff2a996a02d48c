package io.salarysignals.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.salarysignals.runtime.app.AppStatus;
import io.salarysignals.runtime.app.StatusSource;
import io.salarysignals.runtime.metrics.Metrics;
import io.salarysignals.runtime.settings.Keys;
import io.salarysignals.runtime.settings.Settings;
import java.io.IOException;

/** Serves {@code /metrics}, {@code /health/live}, {@code /health/ready} and {@code /status}. */
public final class HttpServer implements AutoCloseable {
  private final Javalin javalin;
  private final Metrics metrics;
  private final StatusSource source;
  private final ObjectMapper json = StatusJson.mapper();

  private HttpServer(Settings settings, Metrics metrics, StatusSource source) {
    this.metrics = metrics;
    this.source = source;
    this.javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.http.defaultContentType = "text/plain; charset=utf-8";
              config.routes.get("/metrics", this::metrics);
              config.routes.get("/health/live", this::live);
              config.routes.get("/health/ready", this::ready);
              config.routes.get("/status", this::status);
            });
    javalin.start(settings.text(Keys.HTTP_HOST), settings.integer(Keys.HTTP_PORT));
  }

  /**
   * Binds the configured address and serves until closed.
   *
   * @throws RuntimeException where the port is taken
   */
  public static HttpServer start(Settings settings, Metrics metrics, StatusSource source) {
    return new HttpServer(settings, metrics, source);
  }

  /** The port that is bound, also where the settings say 0. */
  public int port() {
    return javalin.port();
  }

  /** OpenMetrics, or the older text for a client that asks for that alone. */
  private void metrics(Context context) throws IOException {
    String accept = context.header("Accept");
    boolean textOnly =
        accept != null
            && accept.contains("text/plain")
            && !accept.contains("application/openmetrics-text");
    String type = textOnly ? Metrics.TEXT : Metrics.OPEN_METRICS;
    context.contentType(type);
    metrics.write(context.outputStream(), type);
  }

  private void live(Context context) {
    answer(context, source.status().live(), "live", "not live: a topology has failed or stopped");
  }

  private void ready(Context context) {
    AppStatus status = source.status();
    answer(context, status.ready(), "ready", "not ready: " + StatusJson.notices(status));
  }

  private static void answer(Context context, boolean good, String yes, String no) {
    context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    context.result((good ? yes : no) + "\n");
  }

  private void status(Context context) throws IOException {
    context.contentType("application/json; charset=utf-8");
    context.result(
        json.writerWithDefaultPrettyPrinter().writeValueAsString(source.status()) + "\n");
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
