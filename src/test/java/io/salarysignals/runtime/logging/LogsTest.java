package io.salarysignals.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salarysignals.runtime.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
  @TempDir Path folder;

  /** Other tests of the JVM log as before. */
  @AfterEach
  void restore() throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogsTest.class.getResource("/logback.xml"));
  }

  @Test
  void jsonIsOneObjectPerLine() throws Exception {
    Path file = folder.resolve("app.log");
    Logs.toFile(file, Settings.of(Map.of("log.format", "json")));

    LoggerFactory.getLogger("io.salarysignals.Test").info("partition {} is \"closed\"", 3);
    LoggerFactory.getLogger("org.apache.kafka.Test").info("chatter");
    LoggerFactory.getLogger("org.apache.kafka.Test").warn("trouble");

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.get("formattedMessage").asText()).isEqualTo("partition 3 is \"closed\"");
    assertThat(line.get("level").asText()).isEqualTo("INFO");
    assertThat(line.has("timestamp")).isTrue();
    assertThat(line.get("loggerName").asText()).isEqualTo("io.salarysignals.Test");
  }

  @Test
  void textCarriesTimeLevelAndThread() throws Exception {
    Path file = folder.resolve("app.log");
    Logs.toFile(file, Settings.of(Map.of("log.level", "WARN")));

    LoggerFactory.getLogger("io.salarysignals.Test").info("unseen");
    LoggerFactory.getLogger("io.salarysignals.Test").error("seen");

    assertThat(Files.readString(file))
        .doesNotContain("unseen")
        .matches("20\\d\\d-.*Z ERROR \\[.*] Test: seen\\R");
  }
}
