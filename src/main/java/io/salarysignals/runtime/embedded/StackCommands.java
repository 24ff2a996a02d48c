package io.salarysignals.runtime.embedded;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The Java arguments of the two processes of a data folder. Where the launcher has prepared
 * archives of the classes that they load, they start from these.
 */
final class StackCommands {
  /** Folder of such archives, which need not be there. */
  private static final String CLASSES = "salarysignals.classes";

  /** Whether the archives that are missing are written when the processes end. */
  static final String WRITE_ARCHIVE = "salarysignals.classes.archive";

  private static final String SIMPLE_COMPILER = "-XX:TieredStopAtLevel=1";

  private final Path folder;
  private final StackHome home;
  private final StackOptions options;

  StackCommands(Path folder, StackHome home, StackOptions options) {
    this.folder = folder;
    this.home = home;
    this.options = options;
  }

  /** The broker; writes its properties file on the way. */
  List<String> broker(int port, int controllerPort) {
    Path kafka = folder.resolve("kafka");
    Path file = folder.resolve("run").resolve("broker.properties");
    Properties settings = new Properties();
    settings.putAll(BrokerSettings.of(kafka, port, controllerPort, options.brokerSettings()));
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, "written at each start");
    } catch (IOException e) {
      throw new StackException("cannot write " + file, e);
    }
    List<String> arguments = common(options.brokerHeap());
    archive("broker").ifPresent(arguments::add);
    arguments.add("-XX:ReservedCodeCacheSize=96m");
    if (options.quickStart()) {
      arguments.add(SIMPLE_COMPILER);
    }
    arguments.add("-Dlogback.configurationFile=embedded-broker-logback.xml");
    arguments.addAll(List.of("-cp", home.brokerClassPath()));
    arguments.add(EmbeddedBrokerMain.class.getName());
    arguments.add(file.toString());
    return arguments;
  }

  /**
   * The registry: Apicurio with a file-backed H2. {@code WRITE_DELAY=0} makes a schema id durable
   * before it is answered, so that a killed registry comes back with the ids it gave out.
   */
  List<String> registry(int port) {
    Path database = folder.resolve("registry").resolve("registry");
    List<String> arguments = common(options.registryHeap());
    arguments.add(SIMPLE_COMPILER);
    archive("registry").ifPresent(arguments::add);
    arguments.add("-Xss512k");
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("quarkus.http.host", "127.0.0.1"),
            Map.entry("quarkus.http.port", Integer.toString(port)),
            Map.entry("quarkus.http.access-log.enabled", "false"),
            Map.entry("quarkus.banner.enabled", "false"),
            Map.entry(
                "quarkus.log.console.format", "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %c{1} %s%e%n"),
            Map.entry("quarkus.log.category.\"io.apicurio\".level", "WARN"),
            Map.entry("apicurio.storage.kind", "sql"),
            Map.entry("apicurio.storage.sql.kind", "h2"),
            Map.entry("apicurio.datasource.url", "jdbc:h2:file:" + database + ";WRITE_DELAY=0"),
            Map.entry("apicurio.datasource.jdbc.initial-size", "1"),
            Map.entry("apicurio.datasource.jdbc.min-size", "1"),
            Map.entry("apicurio.datasource.jdbc.max-size", "8"));
    settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    arguments.addAll(List.of("-cp", home.registryJar() + File.pathSeparator + home.ownClasses()));
    arguments.add(EmbeddedRegistryMain.class.getName());
    return arguments;
  }

  private static Optional<String> archive(String name) {
    String folder = System.getProperty(CLASSES);
    if (folder == null) {
      return Optional.empty();
    }
    Path archive = Path.of(folder, name + ".jsa");
    if (Files.isRegularFile(archive)) {
      return Optional.of("-XX:SharedArchiveFile=" + archive);
    }
    return Boolean.getBoolean(WRITE_ARCHIVE)
        ? Optional.of("-XX:ArchiveClassesAtExit=" + archive)
        : Optional.empty();
  }

  private List<String> common(String heap) {
    return new ArrayList<>(
        List.of(
            "-Xmx" + heap,
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Djava.io.tmpdir=" + folder.resolve("run"),
            "-D" + OwnerWatch.OWNER + "=" + ProcessHandle.current().pid(),
            "-D" + OwnerWatch.LIMIT + "=" + options.orphanLimit().toMillis()));
  }
}
