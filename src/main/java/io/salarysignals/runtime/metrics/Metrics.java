package io.salarysignals.runtime.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.salarysignals.streams.metrics.RepricingMeters;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The meters of the process. Names of this project start with {@code salary_signals_}; the JVM's,
 * the process's and, by allow-list, Kafka's keep their usual ones. The number of series is capped.
 */
public final class Metrics implements AutoCloseable {
  /** OpenMetrics 1.0. */
  public static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** The older text format of Prometheus. */
  public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** What a process may have at most; past it, new meters are refused. */
  static final int MAX_METERS = 5_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  public Metrics(String version) {
    registry
        .config()
        .meterFilter(KafkaMeters.filter())
        .meterFilter(MeterFilter.maximumAllowableMetrics(MAX_METERS));
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    garbage.bindTo(registry);
    Gauge.builder("salary_signals.build", () -> 1)
        .tag("version", version)
        .description("Always 1; its label names the version.")
        .register(registry);
  }

  /** The registry, for meters of other parts of the process. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The meters of one topology. */
  public TopologyMeters topology(String name) {
    return new TopologyMeters(registry, name, System::currentTimeMillis);
  }

  /** The meters of the repricing topology; to be made once. */
  public RepricingMeters repricing() {
    return new AlertMeters(registry);
  }

  /** Shows Kafka's own meters and the figures of a running topology until the result is closed. */
  public AutoCloseable bind(String topology, KafkaStreams streams, RunningFigures figures) {
    Tags tags = Tags.of("topology", topology);
    figures.register(registry, tags);
    KafkaStreamsMetrics kafka = new KafkaStreamsMetrics(streams, tags);
    kafka.bindTo(registry);
    return kafka;
  }

  /**
   * Shows whether the process is ready, as {@code /health/ready} says, and the room left for state.
   *
   * @param stateFolder on the file system that is measured; need not be there yet
   */
  public void process(BooleanSupplier ready, Path stateFolder) {
    Gauge.builder("salary_signals.ready", () -> ready.getAsBoolean() ? 1 : 0)
        .description("1 where /health/ready says yes, 0 where it says no.")
        .register(registry);
    Gauge.builder("salary_signals.state.disk.free", () -> existing(stateFolder).getUsableSpace())
        .baseUnit("bytes")
        .description("Free space of the file system of state.dir.")
        .register(registry);
    Gauge.builder("salary_signals.state.disk.size", () -> existing(stateFolder).getTotalSpace())
        .baseUnit("bytes")
        .description("Size of the file system of state.dir.")
        .register(registry);
  }

  private static File existing(Path folder) {
    Path found = folder.toAbsolutePath();
    while (found.getParent() != null && !Files.exists(found)) {
      found = found.getParent();
    }
    return found.toFile();
  }

  /** Writes all series in {@link #OPEN_METRICS} or {@link #TEXT}. */
  public void write(OutputStream out, String contentType) throws IOException {
    registry.scrape(out, contentType);
  }

  /** All series, in one of the two formats. */
  public String text(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
