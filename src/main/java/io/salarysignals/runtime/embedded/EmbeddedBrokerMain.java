package io.salarysignals.runtime.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The broker process: a real single-node KRaft broker. Its one argument is the file of its
 * properties; a data folder without a cluster in it is formatted first. SIGTERM stops it cleanly.
 */
public final class EmbeddedBrokerMain {
  private EmbeddedBrokerMain() {}

  /** Runs until it is told to stop. */
  public static void main(String[] args) throws Exception {
    OwnerWatch.start();
    Properties settings = read(Path.of(args[0]));
    Path folder = Path.of(settings.getProperty("log.dirs"));
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(folder, Integer.parseInt(settings.getProperty("node.id")));
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-stop"));
    try {
      server.startup();
    } catch (RuntimeException e) {
      // Its threads would keep the process alive: say why, then go.
      e.printStackTrace();
      System.exit(1);
    }
    System.out.println("Kafka Server started");
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    }
    return settings;
  }

  private static void format(Path folder, int nodeId) throws Exception {
    new Formatter()
        .setPrintStream(System.out)
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(nodeId)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setMetadataLogDirectory(folder.toString())
        .addDirectory(folder.toString())
        .setIgnoreFormatted(true)
        .run();
  }
}
